import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readImageOrder } from "./readImageOrder.ts";

const file = join(await temporaryFolder(), "images.csv");

test.each([
  ["three of one length in no order", ["3|1|2", "5|9|0"], true],
  ["in ascending order", ["1|2|3", "0|5|9"], false],
  ["of different lengths", ["3|1|2", "5"], false],
  ["one each", ["3", "1"], false],
])("original labels, %s", async (_, cells, isRefused) => {
  await writeFile(file, `image,label\n${cells.map((cell, at) => ` ${at}.jpg,${cell}\n`).join("")}`);
  const sorted = cells.map((cell) => cell.split("|").map(Number));
  if (isRefused) {
    await expect(readImageOrder(file)).rejects.toThrow(
      /images\.csv: its images have 3 labels each, .*\(row 2: "3, 1, 2"\).* --unsorted-labels/,
    );
  }
  const { keys, originals } = await readImageOrder(file, { unsortedLabels: isRefused });
  expect(keys[0]).toBe("0.jpg");
  expect(originals).toEqual(sorted);
});

test.each(["label", "class", "Target", "ground_truth", "original_label"])(
  "original labels, called %s",
  async (name) => {
    await writeFile(file, `filename;${name}\na.jpg;3.0\nb.jpg;\n`);
    const { keys, originals } = await readImageOrder(file);
    expect([keys, originals]).toEqual([
      ["a.jpg", "b.jpg"],
      [[3], []],
    ]);
  },
);

test("original labels that two columns can be are refused", async () => {
  await writeFile(file, "image,class,target\na.jpg,1,2\n");
  await expect(readImageOrder(file)).rejects.toThrow(/"class" and "target" both can be the label/);
});
