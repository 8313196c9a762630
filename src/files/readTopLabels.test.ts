import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { readTopLabels } from "./readTopLabels.ts";
import { makeNpy } from "./testing/makeNpy.ts";
import { temporaryFolder } from "./testing/temporaryFolder.ts";

let folder: string;
beforeAll(async () => {
  folder = await temporaryFolder();
});

async function read(bytes: Buffer, images = 2, most = 20) {
  const file = join(folder, "model.npy");
  await writeFile(file, bytes);
  const keys = Array.from({ length: images }, (_, image) => `${image}.jpg`);
  return readTopLabels(file, { keys, imagesFile: "images.csv", most });
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
