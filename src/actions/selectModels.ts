import { basename, extname } from "node:path";
import { Failure } from "../contract/failure.ts";
import { type ModelComparison, makeComparison } from "../core/makeComparison.ts";
import { readImageOrder } from "../files/readImageOrder.ts";
import { readTopLabels, type TopLabelFile } from "../files/readTopLabels.ts";
import { readValidLabels, type ValidLabels } from "../files/readValidLabels.ts";

export interface SelectedModels extends ModelComparison {
  labelFormat: ValidLabels["format"];
  /** What the reader of the numbers should know. */
  notes: string[];
}

/**
 * Compares models by files alone: labels, images and one file of predictions per model.
 *
 * @param k labels per image that are looked at, at most
 * @param proposers models that the labels were proposed by, compared or not
 * @param classes how many labels there are, where no file of scores says it
 * @throws Failure `bad-file` with file and row, `not-found`, `wrong-usage` for two models of one name
 */
export async function selectModels(input: {
  labels: string;
  images: string;
  predictions: readonly string[];
  proposers: readonly string[];
  targetRecall: number;
  k: number;
  classes?: number | undefined;
}): Promise<SelectedModels> {
  const { targetRecall, proposers } = input;
  const { keys, originals } = await readImageOrder(input.images);
  const files = nameModels(input.predictions);
  const models: { model: string; file: string; top: TopLabelFile }[] = [];
  for (const { model, file } of files) {
    const top = await readTopLabels(file, { images: keys.length, imagesFile: input.images, most: input.k });
    models.push({ model, file, top });
  }
  const classes = findClasses(models, input.classes ?? null);
  if (classes !== null) {
    for (const { file, top } of models) checkRange(top, classes, file);
    checkOriginals(originals, classes, input.images, keys);
  }
  const about = { images: keys, imagesFile: input.images, classes };
  const { format, valid, unnamed } = await readValidLabels(input.labels, about);

  const comparison = makeComparison(
    models.map(({ model, top }) => ({ model, proposer: proposers.includes(model), top })),
    { valid, originals, relative: proposers.length > 0 || format === "release-csv", targetRecall },
  );
  return { ...comparison, labelFormat: format, notes: makeNotes() };

  function makeNotes(): string[] {
    const names = files.map(({ model }) => model);
    const absent = proposers.filter((name) => !names.includes(name));
    const depths = [...new Set(models.map(({ top }) => top.depth))];
    const shallow = Math.min(...depths);
    return [
      ...(absent.length > 0 ? [`Not among the models compared: ${absent.join(", ")} (--proposers).`] : []),
      ...(unnamed > 0
        ? [`${input.labels} does not name ${unnamed} of ${keys.length} images: left out.`]
        : []),
      ...(comparison.images.withLabels === 0
        ? ["No image has a valid label, so nothing can be judged."]
        : []),
      ...(comparison.images.withOriginal === 0
        ? ["Top-1 needs original labels: a column label in --images."]
        : []),
      ...(depths.length > 1 ? [`Ensembles are searched up to k = ${shallow}, which every model holds.`] : []),
      ...(comparison.ensembles.leftOut.length > 0 && comparison.ensembles.searched.length > 0
        ? [`Ensembles are searched among the ${comparison.ensembles.searched.length} models that cover most.`]
        : []),
    ];
  }
}

/** A model is called as its file, without the ending. */
function nameModels(files: readonly string[]): { model: string; file: string }[] {
  const fileOf = new Map<string, string>();
  for (const file of files) {
    const model = basename(file, extname(file));
    const other = fileOf.get(model);
    if (other !== undefined) {
      throw new Failure("wrong-usage", `${other} and ${file} are both called ${model}. Rename one.`);
    }
    fileOf.set(model, file);
  }
  return [...fileOf].map(([model, file]) => ({ model, file }));
}

/** How many labels there are: all files of scores must say the same. */
function findClasses(
  models: readonly { file: string; top: TopLabelFile }[],
  told: number | null,
): number | null {
  let known = told === null ? undefined : { classes: told, who: "--classes" };
  for (const { file, top } of models) {
    if (top.classes === null) continue;
    if (known && known.classes !== top.classes) {
      throw new Failure(
        "bad-file",
        `${file} has scores of ${top.classes} labels, but ${known.who} says ${known.classes}. All must use the same labels.`,
      );
    }
    known ??= { classes: top.classes, who: file };
  }
  return known?.classes ?? null;
}

function checkRange({ greatest }: TopLabelFile, classes: number, file: string): void {
  if (greatest.label < classes) return;
  throw new Failure(
    "bad-file",
    `${file}, row ${greatest.row} (from 0): the label ${greatest.label} is out of range: there are ${classes} labels, from 0.`,
  );
}

function checkOriginals(
  originals: readonly number[][],
  classes: number,
  file: string,
  keys: readonly string[],
): void {
  const at = originals.findIndex((labels) => labels.some((label) => label >= classes));
  if (at < 0) return;
  throw new Failure(
    "bad-file",
    `${file}, image "${keys[at]}": the label ${Math.max(...originals[at]!)} is out of range: there are ${classes} labels, from 0.`,
  );
}
