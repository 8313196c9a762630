import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readOriginalFolder } from "./readOriginalFolder.ts";
import { readVotes } from "./readVotes.ts";

const folder = await temporaryFolder();

/** Scores of 30 labels, best first; `tied` gives the 20th and 21st the same score. */
const scores = (tied = false) =>
  Array.from({ length: 30 }, (_, label) => (tied && label === 20 ? 81 : 100 - label) / 1000);

async function write(
  name: string,
  selections: object,
  { comments = {}, shown = ["x1.jpg", "img7.jpg"], tied = false } = {},
) {
  const place = join(folder, name);
  await mkdir(place, { recursive: true });
  const put = (what: string, value: unknown) =>
    writeFile(join(place, `${what}_${name}.json`), JSON.stringify(value));
  await put("checkbox_selections", selections);
  await put("comments", comments);
  await put(
    "predictions",
    shown.map((image_name) => ({ image_name, ground_truth: 1, softmax_val: scores(tied) })),
  );
}

test("what was ticked is a yes, what was shown and not ticked a no, and images are found again", async () => {
  await write(
    "ann",
    { "ntis/x1.jpg": ["3", "25"], "7.jpg": [] },
    { comments: { "ntis/x1.jpg": "two", "7.jpg": "" } },
  );
  const { votes, comments, reading } = await readOriginalFolder(folder);
  const told = Array.from(votes.item, (item, vote) => ({
    ...votes.items[item]!,
    answer: votes.answer[vote],
  }));
  const of = (image: string, answer: number) =>
    told.flatMap((vote) => (vote.image === image && vote.answer === answer ? Number(vote.label) : []));
  expect(of("x1.jpg", 2)).toEqual([3, 25]);
  expect(of("x1.jpg", 0)).toEqual(
    Array.from({ length: 20 }, (_, label) => label).filter((label) => label !== 3),
  );
  expect(of("img7.jpg", 0)).toHaveLength(20);
  expect(votes.annotators).toEqual(["ann"]);
  expect(comments).toEqual([{ image: "x1.jpg", annotator: "ann", comment: "two" }]);
  expect(reading.notes).toEqual(["1 person, 2 images answered, 1 comments"]);
  expect(await readVotes(folder)).toEqual(votes);
});

test("what could be several images or labels is left out, and named", async () => {
  await write(
    "ben",
    { "7.jpg": ["1"], "n02/gone.jpg": [], "n01/x1.jpg": ["0"] },
    { shown: ["img7.jpg", "age7.jpg", "x1.jpg"], tied: true },
  );
  const { votes, reading } = await readOriginalFolder(join(folder, "ben"));
  expect(votes.items).toHaveLength(19);
  expect(reading.notes[1]).toMatch(
    /"7\.jpg" of ben \(can be "img7\.jpg" or "age7\.jpg"\); "n02\/gone\.jpg" of ben \(no image/,
  );
  expect(reading.notes[2]).toMatch(/^of 3 images it is not known which/);
});

test("is refused where it is not known what was shown, or nothing is there", async () => {
  await rm(join(folder, "ben", "predictions_ben.json"));
  await expect(readVotes(folder)).rejects.toThrow("no predictions_ben.json beside it");
  await write("ben", { "a/x1.jpg": [], "b/x1.jpg": [] });
  await expect(readVotes(folder)).rejects.toThrow('"a/x1.jpg" and "b/x1.jpg" both are "x1.jpg"');
  await write("ben", { "a/x1.jpg": ["cat"] });
  await expect(readVotes(folder)).rejects.toThrow("no list of label indices");
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await expect(readVotes(folder)).rejects.toThrow("holds no checkbox_selections_NAME.json");
});
