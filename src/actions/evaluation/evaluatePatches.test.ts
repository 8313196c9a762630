import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, expect, test } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import { writeLinearModel } from "../../inference/testing/linearModel.ts";
import { evaluatePatches } from "./evaluatePatches.ts";
import { labelsOfFile } from "./referenceLabels.ts";

const folder = await temporaryFolder();
const photos = join(folder, "photos");
const labelSpace = join(folder, "colours.csv");
/**
 * Red, green, and a label that is half of each: green scores less than it on a picture of both, and more in a green
 * patch.
 */
const model = await writeLinearModel(
  folder,
  [
    [9, 0, 0],
    [0, 9, 0],
    [4.5, 4.5, 0],
  ],
  "colours",
);
const run = { workers: 1 };

beforeAll(async () => {
  await mkdir(photos);
  await writeFile(labelSpace, "id,name\nr,red\ng,green\nm,mixed\n");
  const red = { r: 255, g: 0, b: 0 };
  const both = sharp({ create: { width: 80, height: 40, channels: 3, background: red } }).composite([
    {
      input: { create: { width: 30, height: 40, channels: 3, background: { r: 0, g: 255, b: 0 } } },
      left: 50,
      top: 0,
    },
  ]);
  const raw = await both.png().toBuffer();
  await writeFile(join(photos, "both.png"), raw);
  // The same picture, stored upside down.
  const turned = await sharp(raw)
    .rotate(180)
    .withMetadata({ orientation: 3 })
    .jpeg({ quality: 100 })
    .toBuffer();
  await writeFile(join(photos, "turned.jpg"), turned);
  await sharp({ create: { width: 40, height: 40, channels: 3, background: red } }).toFile(
    join(photos, "red.png"),
  );
  await sharp({ create: { width: 9, height: 9, channels: 3, background: red } }).toFile(
    join(photos, "unknown.png"),
  );
  await writeFile(join(photos, "bad.jpg"), "not a photo");
});

const evaluate = async (labels: string, share = 0.5) => {
  const file = join(folder, "labels.csv");
  await writeFile(file, labels);
  return evaluatePatches({ ...model, folder: photos, load: labelsOfFile(file), labelSpace, share, run });
};

test("a label that a larger one hides is found in the patch around its strongest place, and not elsewhere", async () => {
  const { report, withoutLabels, refused } = await evaluate(
    "image,labels\nboth.png,r|g\nturned.jpg,g|r\nred.png,r\nbad.jpg,r\n",
  );
  expect(refused).toMatchObject([{ file: "bad.jpg" }]);
  expect(withoutLabels).toBe(1);
  const { all, single, several } = report;
  expect(all).toMatchObject({ labels: 5, images: 3 });
  expect(single).toMatchObject({
    labels: 1,
    ...{ whole: { first: { count: 1 } }, patch: { first: { count: 1 } }, elsewhere: { first: { count: 1 } } },
  });
  // Red comes first on both pictures, green after the label that is half of each.
  expect(several).toMatchObject({
    labels: 4,
    whole: { first: { count: 2, total: 4 }, apart: { count: 2 }, top5: { count: 4 } },
    patch: { first: { count: 4 }, apart: { count: 4 } },
    elsewhere: { first: { count: 0 }, apart: { count: 0 } },
    recovered: { count: 2, total: 2, share: 1 },
  });
  for (const { interval } of [several.whole.first, several.patch.first, several.recovered])
    expect(interval![1]).toBeGreaterThan(interval![0]);
});

test("labels that the model does not know, and a folder that they do not name, are refused", async () => {
  await expect(evaluate("image,labels\nnobody.png,r\n")).rejects.toMatchObject({ code: "bad-file" });
  await expect(evaluate("image,labels\nboth.png,blue\n")).rejects.toMatchObject({ code: "bad-file" });
});
