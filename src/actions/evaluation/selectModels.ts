import { basename } from "node:path";
import type { EvaluationInput } from "../../core/evaluation/evaluationRecord.ts";
import { type ModelComparison, makeComparison } from "../../core/evaluation/ranking/makeComparison.ts";
import type { ValidLabels } from "../../files/labels/readValidLabels.ts";
import { type EvaluationFiles, readEvaluationData } from "./readEvaluationData.ts";
import { labelsOfFile } from "./referenceLabels.ts";

export interface SelectedModels extends ModelComparison {
  labelFormat: ValidLabels["format"] | null;
  /** Files that do not seem to belong together and were compared anyway, on request. */
  implausible: string[];
  /** The files, and what was read from them. */
  inputs: Pick<EvaluationInput, "file" | "reading">[];
  /** What readers of the numbers should know. */
  notes: string[];
}

/**
 * Compares models by files alone: labels, images and one file of predictions per model.
 *
 * @throws Failure those of `readEvaluationData`
 */
export async function selectModels(input: {
  files: EvaluationFiles;
  labels: string;
  targetRecall: number;
}): Promise<SelectedModels> {
  const { files, labels, targetRecall } = input;
  const { proposers } = files;
  const {
    models,
    data,
    images,
    fit,
    source,
    notes: left,
    contents,
    readings,
  } = await readEvaluationData(files, labelsOfFile(labels));
  const { valid, originals, unnamed } = data;
  const labelFormat = source.kind === "file" ? source.format : null;
  const comparison = makeComparison(models, {
    valid,
    originals,
    relative: proposers.length > 0 || labelFormat === "release-csv",
    targetRecall,
  });
  return {
    ...comparison,
    labelFormat,
    implausible: fit.implausible,
    inputs: [
      { file: basename(labels), ...(readings.labels && { reading: readings.labels }) },
      { file: basename(files.images), reading: readings.images },
      ...[...contents].map(([file, { reading }]) => ({ file: basename(file), ...(reading && { reading }) })),
    ],
    notes: makeNotes(),
  };

  function makeNotes(): string[] {
    const names = models.map(({ model }) => model);
    const absent = proposers.filter((name) => !names.includes(name));
    const depths = [...new Set(models.map(({ top }) => top.depth))];
    const shallow = Math.min(...depths);
    return [
      ...left,
      ...(fit.undecided === null ? [] : [fit.undecided]),
      ...(absent.length > 0 ? [`Not among the models compared: ${absent.join(", ")} (--proposers).`] : []),
      ...(unnamed > 0
        ? [`${basename(labels)} does not name ${unnamed} of ${images.length + unnamed} images: left out.`]
        : []),
      ...(comparison.images.withLabels === 0
        ? ["No image has a valid label, so nothing can be evaluated."]
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
