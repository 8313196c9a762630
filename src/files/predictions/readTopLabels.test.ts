import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { makeNpy } from "../testing/makeNpy.ts";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readTopLabels } from "./readTopLabels.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

async function read(bytes: Buffer, images = 2, max = 20, more: { ascendingRanks?: boolean } = {}) {
  const file = join(folder, "model.npy");
  await writeFile(file, bytes);
  const keys = Array.from({ length: images }, (_, image) => `${image}.jpg`);
  return readTopLabels(file, { keys, imagesFile: "images.csv", max, ...more });
}

it("keeps the first labels of whole numbers, to the depth that is wanted", async () => {
  const bytes = makeNpy("<i8", [
    [7, 1, 2],
    [4, -1, -1],
  ]);
  expect(await read(bytes, 2, 2)).toMatchObject({
    depth: 2,
    labels: Int32Array.of(7, 1, 4, -1),
    classes: null,
    greatest: { label: 7, row: 1 },
  });
});

it("takes the highest of scores, ties by index", async () => {
  const bytes = makeNpy("<f4", [
    [0.1, 0.5, 0.5, 0.2],
    [-3, -1, -2, Number.NEGATIVE_INFINITY],
  ]);
  expect(await read(bytes, 2, 3)).toMatchObject({
    depth: 3,
    labels: Int32Array.of(1, 2, 3, 1, 2, 0),
    classes: 4,
  });
});

it("says of how many images it does not know what is first, and refuses more than half", async () => {
  const row = (...scores: number[]) => scores;
  const [clear, tied] = [row(0.1, 0.7, 0.2), row(0.4, 0.2, 0.4)];
  const { notes, labels } = await read(makeNpy("<f4", [clear, tied, clear]), 3, 1);
  expect(notes).toEqual([
    "the best score is that of several labels on 1 of 3 images: the least index is first",
  ]);
  expect(labels).toEqual(Int32Array.of(1, 0, 1));
  expect((await read(makeNpy("<f4", [clear, clear]))).notes).toEqual([]);
  for (const rows of [
    [tied, tied, clear],
    [row(0, 0, 0), row(1, 1, 1), clear],
  ]) {
    await expect(read(makeNpy("<f4", rows), 3)).rejects.toThrow(
      /best score is that of several labels on 2 of 3 images, so nobody can tell which is first/,
    );
  }
});

it("says on how many images there is no label, and refuses a file without any", async () => {
  const { notes } = await read(
    makeNpy("<i4", [
      [-1, -1],
      [2, 1],
    ]),
  );
  expect(notes).toEqual(["no label on 1 of 2 images: these count as wrong"]);
  await expect(read(makeNpy("<i4", [[-1], [-1]]))).rejects.toThrow(/names no label on 2 of 2 images/);
});

it.each([
  ["another number of rows", makeNpy("<i4", [[1], [2], [3]]), /has 3 rows, but images\.csv names 2 images/],
  ["no row", makeNpy("<i4", []), /has 0 rows/],
  ["a negative label", makeNpy("<i4", [[1], [-2]]), /model\.npy, row 2: -2 is no label index/],
  [
    "a label twice",
    makeNpy("<i4", [
      [1, 2],
      [3, 3],
    ]),
    /row 2: the label 3 comes twice/,
  ],
  [
    "a label after the end",
    makeNpy("<i4", [
      [-1, 2],
      [3, 4],
    ]),
    /row 1: the label 2 comes after -1/,
  ],
  [
    "a score that is no number",
    makeNpy("<f4", [
      [1, 2],
      [3, Number.NaN],
    ]),
    /row 2: the score of label 1 is not/,
  ],
])("refuses %s", async (_what, bytes, message) => {
  await expect(read(bytes)).rejects.toThrow(message);
});

it("refuses lists that all ascend as labels or rankings, unless that could be by accident", async () => {
  const row = fc.uniqueArray(fc.nat(99), { minLength: 5, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 2, maxLength: 5 }), fc.nat(4), async (rows, at) => {
      const ascending = rows.map((labels) => labels.toSorted((a, b) => a - b));
      const bytes = makeNpy("<i4", ascending);
      await expect(read(bytes, rows.length)).rejects.toThrow(
        /labels of images, or a model's rankings.*--ascending-ranks/,
      );
      expect((await read(bytes, rows.length, 20, { ascendingRanks: true })).depth).toBe(5);
      const ranked = ascending.map((labels, place) =>
        place === at % rows.length ? labels.toReversed() : labels,
      );
      expect((await read(makeNpy("<i4", ranked), rows.length)).depth).toBe(5);
    }),
    { numRuns: 20 },
  );
  await read(
    makeNpy("<i4", [
      [1, 2, 3],
      [4, 5, 6],
    ]),
  );
  await read(makeNpy("<i4", [[1], [2]]));
});

it("does not refuse ascending labels of which a file says the rank, and follows them as rows", async () => {
  const labelRows = (rank: string) =>
    [0, 1].flatMap((image) =>
      [1, 2, 3, 4, 5].map((label) => `${image}.jpg,${label}${rank && `,${label}`}\n`),
    );
  const about = { keys: ["0.jpg", "1.jpg"], imagesFile: "images.csv", max: 5 };
  const file = join(folder, "model.csv");
  await writeFile(file, `image,label,rank\n${labelRows("rank").join("")}`);
  expect((await readTopLabels(file, about)).labels.slice(0, 5)).toEqual(Int32Array.of(1, 2, 3, 4, 5));
  await writeFile(file, `image,label\n${labelRows("").join("")}`);
  await expect(readTopLabels(file, about)).rejects.toThrow(/--ascending-ranks/);
});

it("refuses scores that are whole numbers, which as labels would mean something else", async () => {
  const shares = fc.uniqueArray(fc.integer({ min: 1, max: 1000 }), { minLength: 3, maxLength: 6 });
  const whole = fc.constantFrom(100, 255, 1000);
  await fc.assert(
    fc.asyncProperty(shares, whole, async (parts, sum) => {
      const total = parts.reduce((all, part) => all + part, 0);
      const scores = parts.map((part) => Math.round((part / total) * sum));
      fc.pre(new Set(scores).size === scores.length);
      // Each image has the same scores in another order.
      const rows = Array.from({ length: 6 }, (_, image) =>
        scores.map((_, at) => scores[(at + image) % scores.length]!),
      );
      const bytes = makeNpy("<i4", rows);
      await expect(read(bytes, 6)).rejects.toThrow(`add up to ${sum} in every image`);
      const indices = makeNpy("<i4", [...rows.slice(1), scores.map((score) => score + 100)]);
      expect((await read(indices, 6)).depth).toBe(parts.length);
    }),
    { numRuns: 20 },
  );
});

it.each([
  ["csv", (index: number, label: string) => `image,label,index,score\na.jpg,${label},${index},0.9\n`],
  ["jsonl", (index: number, label: string) => JSON.stringify({ image: "a.jpg", index, label, score: 0.9 })],
  [
    "json",
    (index: number, label: string) =>
      JSON.stringify({ "a.jpg": { index: [index], label: [label], prob: [0.9] } }),
  ],
])("refuses an index and a label that are different numbers (%s)", async (extension, row) => {
  const file = join(folder, `both.${extension}`);
  const about = { keys: ["a.jpg"], imagesFile: "images.csv", max: 5 };
  await writeFile(file, row(3, "7"));
  await expect(readTopLabels(file, about)).rejects.toThrow(/"index" is 3 and "label" is 7: both can be/);
  for (const label of ["3", "tench"]) {
    await writeFile(file, row(3, label));
    expect([...(await readTopLabels(file, about)).labels]).toEqual([3]);
  }
});
