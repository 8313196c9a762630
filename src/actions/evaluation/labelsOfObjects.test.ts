import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { labelsOfObjects } from "./labelsOfObjects.ts";

const folder = temporaryFolder();

async function load(content: string, options?: Parameters<ReturnType<typeof labelsOfObjects>>[2]) {
  const file = join(await folder, "objects.jsonl");
  await writeFile(file, content);
  return labelsOfObjects(file)(["a.jpg", "b.jpg"], "images.csv", options);
}

const line = (changes: object = {}) =>
  `${JSON.stringify({
    image: "b.jpg",
    original: 3,
    objects: [{ "7": [0.4, 1], "3": [0.4, 1], "5": [0.2, 0.5] }, { "9": [1, 1] }],
    main_label: 9,
    main_object: 1,
    num_objects: 2,
    ...changes,
  })}\n`;

it("every label of every object is valid, and of equal shares all are an object's first", async () => {
  const { valid, isNamed, originals, objects, reading } = await load(line());
  expect(valid).toEqual([[], [3, 5, 7, 9]]);
  expect([...isNamed]).toEqual([0, 1]);
  expect(originals).toEqual([[], [3]]);
  expect(objects).toEqual([
    undefined,
    {
      objects: [
        { labels: [3, 5, 7], top: [3, 7] },
        { labels: [9], top: [9] },
      ],
      mainLabel: 9,
      mainObject: 1,
    },
  ]);
  expect(reading).toMatchObject({ unused: ["num_objects"] });
});

it("labels are indices, or what a label space knows", async () => {
  const meaning = { space: "two", count: 2, find: (written: string) => ["cat", "dog"].indexOf(written) };
  const named = line({ original: "dog", objects: [{ cat: [1, 1] }], main_label: "cat", main_object: 0 });
  expect(await load(named, { meaning })).toMatchObject({ valid: [[], [0]], originals: [[], [1]] });
  await expect(load(named)).rejects.toThrow(
    '"cat" is no label index. Write indices, or say with --label-space',
  );
});

it.each([
  [
    line({ image: "c.jpg" }),
    'row 1: images.csv has no image "c.jpg". To evaluate on the others, say --subset.',
  ],
  [line() + line(), "row 2: the image b.jpg is in row 1 already"],
  [line({ main_object: 2 }), "main_object is 2, and there are 2 objects, from 0"],
  [line({ objects: [{ "1": [1, 1] }, { "1": [1, 1] }] }), 'the label "1" stands in two objects'],
  [line({ objects: [{}, {}] }), "an object has no label"],
  [line({ objects: [] }), "objects has fewer than 1 item"],
  [line({ main_label: undefined }), "main_label is missing"],
  ["", "it holds no images"],
])("%s is refused: %s", async (content, message) => {
  await expect(load(content)).rejects.toThrow(message);
});
