import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type LabelSpaceFile, readLabelSpaceFile } from "./readLabelSpaceFile.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

const folder = await temporaryFolder();

async function read(name: string, content: string): Promise<LabelSpaceFile> {
  const file = join(folder, name);
  await writeFile(file, content);
  return readLabelSpaceFile(file);
}

const birds = [
  { index: 0, key: "7", name: "bird", synonyms: [], definition: "it flies, mostly", hypernyms: ["animal"] },
  {
    index: 1,
    key: "robin",
    name: "European robin",
    synonyms: ["robin", "redbreast"],
    definition: "",
    hypernyms: ["bird", "animal"],
  },
];

describe("readLabelSpaceFile", () => {
  test("reads the built-in label space", async () => {
    const file = fileURLToPath(new URL("../../label-spaces/imagenet-1k.json", import.meta.url));
    const { id, name, licence, labels } = await readLabelSpaceFile(file);
    expect({ id, name }).toEqual({ id: "imagenet-1k", name: "ImageNet-1k" });
    expect(licence).toContain("WordNet");
    expect(labels).toHaveLength(1000);
    expect(labels[0]).toMatchObject({ index: 0, key: "n01440764", name: "tench", synonyms: ["Tinca tinca"] });
    expect(labels[0]!.hypernyms.at(-1)).toBe("animal");
  });

  test("reads a CSV table; parents are ids, names or free", async () => {
    const csv = [
      "id,name,synonyms,definition,parent",
      '7,bird,,"it flies, mostly",animal',
      "robin,European robin,robin | redbreast,,BIRD",
    ].join("\n");
    expect(await read("birds.csv", csv)).toEqual({
      id: "birds",
      name: "birds",
      source: "",
      licence: "",
      labels: birds,
    });
  });

  test("reads a JSON table", async () => {
    const table = [
      { id: 7, name: "bird", definition: "it flies, mostly", parent: "animal" },
      { id: "robin", name: "European robin", synonyms: ["robin", "redbreast"], parent: 7 },
    ];
    expect((await read("birds.json", JSON.stringify(table))).labels).toEqual(birds);
  });

  test.each([
    ["a.csv", "id,name\na,cat\na,dog\n", /^Row 3: the id "a" is used before, in Row 2/],
    ["b.csv", "id,name\na,Cat\nb,cat\n", /^Row 3: the name "cat" is used before, in Row 2/],
    ["c.csv", "id,name\na,cat\n,dog\n", /^Row 3, id: /],
    ["d.csv", "id,name\na,cat\nb, \n", /^Row 3, name: /],
    ["e.csv", "id,name,parent\na,cat,b\nb,dog,a\n", /^Row 2: the parents of "cat" lead round in a circle/],
    ["f.csv", "id,name,parent\na,cat,cat\n", /^Row 2: .*circle/],
    ["g.csv", "id,name\n", /no label/],
    ["h.csv", "key,name\na,cat\n", /no column "id"/],
    [
      "i.csv",
      `id,name\n${Array.from({ length: 20_001 }, (_, at) => `${at},label ${at}`).join("\n")}`,
      /20001 labels/,
    ],
    ["j.json", '[{"id": "a", "name": "cat"}, {"id": "b"}]', /^Label 2, name: /],
    ["k.json", '{"id": "x", "name": "X", "labels": [{"key": "a"}]}', /labels\.0\.name/],
    ["l.json", '{"labels": ', /ends too early/],
    ["m.json", "[]", /no label/],
  ])("refuses %s and names the place", async (name, content, message) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: "bad-file",
      message: expect.stringMatching(message),
    });
  });

  test("a circle that a row only leads to is found at that row too", async () => {
    await expect(read("n.csv", "id,name,parent\na,cat,b\nb,dog,c\nc,cow,b\n")).rejects.toThrow(
      /^Row 2: .*circle/,
    );
  });

  test("says that there is no file", async () => {
    await expect(readLabelSpaceFile(join(folder, "none.csv"))).rejects.toMatchObject({ code: "not-found" });
    await expect(readLabelSpaceFile(join(folder, "none.json"))).rejects.toMatchObject({ code: "not-found" });
  });
});
