import { type ModelComparison, makeComparison } from "../core/makeComparison.ts";
import { checkOriginals, checkRange, findClasses } from "../files/checkClasses.ts";
import { readImageOrder } from "../files/readImageOrder.ts";
import { readTopLabels, type TopLabelFile } from "../files/readTopLabels.ts";
import { readValidLabels, type ValidLabels } from "../files/readValidLabels.ts";
import { nameModels } from "./nameModels.ts";

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
    const top = await readTopLabels(file, { keys, imagesFile: input.images, most: input.k });
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
