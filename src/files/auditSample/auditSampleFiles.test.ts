import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { temporaryFolder } from "../testing/temporaryFolder.ts";
import { readAuditedImages } from "./readAuditedImages.ts";
import { readExhaustiveLabels } from "./readExhaustiveLabels.ts";
import { readStrata } from "./readStrata.ts";

const folder = temporaryFolder();

async function inFile(...lines: string[]): Promise<string> {
  const file = join(await folder, "file.csv");
  await writeFile(file, `${lines.join("\n")}\n`);
  return file;
}
const audited = async (...lines: string[]) => readAuditedImages(await inFile(...lines));
const strata = async (...lines: string[]) => readStrata(await inFile(...lines));

it("reads audited images, with and without steps", async () => {
  expect(await audited("image,stratum,missing,wrong", "a.jpg,agreed,1,0", "b.jpg,agreed,,")).toEqual([
    { image: "a.jpg", row: 2, stratum: "agreed", step: 1, found: { missing: 1, wrong: 0 } },
    { image: "b.jpg", row: 3, stratum: "agreed", step: null, found: null },
  ]);
  const steps = await audited("image,stratum,missing,wrong,step", "a,s,1,0,2", "b,s,,,1", "c,s,,,");
  expect(steps.map(({ step }) => step)).toEqual([2, 1, null]);
});

it.each([
  [["image,stratum,missing,wrong", "a,s,1,0", "a,s,,"], 'row 3: "a" stands in row 2 already'],
  [["image,stratum,missing,wrong", "a,s,1,"], "row 2: missing and wrong are either both"],
  [["image,stratum,missing,wrong", "a,s,-1,0"], 'row 2: "-1" is no number of missing'],
  [["image,stratum,missing,wrong,step", "a,s,1,0,1", "b,s,0,0,"], 'row 3: "b" was audited and not drawn'],
  [["image,stratum,missing,wrong"], "it lists no images"],
])("refuses %j", async (lines, words) => {
  await expect(audited(...lines)).rejects.toThrow(words);
});

it("reads labels given anew, and tells none from not audited", async () => {
  const file = await inFile("image,stratum,labels", "a,s,3|7", "b,s,none", "c,s,");
  const found = await readExhaustiveLabels(file, {});
  expect(found.map(({ step, found }) => [step, found])).toEqual([
    [1, [3, 7]],
    [1, []],
    [null, null],
  ]);
  const names = await inFile("image,stratum,labels", "a,s,cat");
  await expect(readExhaustiveLabels(names, {})).rejects.toThrow('"cat" is no label index');
});

it("reads strata, and refuses what is none", async () => {
  expect(await strata("stratum,images,missing", "agreed,6200,.03", "refined,800,")).toEqual([
    { stratum: "agreed", images: 6200, missing: 0.03, wrong: 0.1 },
    { stratum: "refined", images: 800, missing: 0.1, wrong: 0.1 },
  ]);
  await expect(strata("stratum,images", "a,1", "a,2")).rejects.toThrow(
    'row 3: the stratum "a" is there already',
  );
  await expect(strata("stratum,images,wrong", "a,10,3")).rejects.toThrow('row 2: "3" is no share');
  await expect(strata("stratum,images", "a,0")).rejects.toThrow('"0" is no number of images');
});
