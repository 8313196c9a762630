import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { LabelledObjects } from "../../core/classify/evaluateOnObjects.ts";
import type { EvaluatedModel, EvaluationData } from "../../core/evaluation/evaluateModels.ts";
import { evaluateLabelSets, evaluatePredictions } from "../../core/evaluation/evaluatePredictions.ts";
import type { InputReading, LabelSource } from "../../core/evaluation/evaluationRecord.ts";
import { pickTop } from "../../core/evaluation/pickTop.ts";
import { defaultThreshold } from "../../core/evaluation/scores/measureScores.ts";
import type { ScoreKind } from "../../core/evaluation/scores/scoreUnit.ts";
import type { VariedLabels } from "../../core/evaluation/varyLabels.ts";
import { carryTop } from "../../core/labels/carryTop.ts";
import { carryOriginals, type Formers } from "../../core/labels/labelFate.ts";
import { checkOriginals, checkRange, checkWidth, findClasses } from "../../files/checkClasses.ts";
import type { ListOrder } from "../../files/images/listOrder.ts";
import { readImageOrder } from "../../files/images/readImageOrder.ts";
import type { ClassMap } from "../../files/predictions/classMap.ts";
import { readPredictedNames } from "../../files/predictions/readPredictionRows.ts";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { labelMeaning } from "../labels/labelMeaning.ts";
import { type FitNotes, refuseImplausible } from "../refuseImplausible.ts";
import type { DescribedFile } from "./describeInputs.ts";
import { nameModels } from "./parts/nameModels.ts";
import { readEvaluatedModels } from "./parts/readEvaluatedModels.ts";
import type { LoadLabels, ReferenceLabels } from "./referenceLabels.ts";

export interface EvaluationFiles {
  /** A CSV in the row order of NumPy files: `image`, and `label` for the original label. */
  images: string;
  /** One file per model. */
  predictions: readonly string[];
  /** Models that proposed the labels. */
  proposers: readonly string[];
  /** Maximum number of labels per image that count. */
  k: number;
  scale: ScoreKind;
  /** For metrics of scores: a label is predicted where its probability is at least this; .5 by default. */
  threshold?: number | undefined;
  /** Which array of .npz files. */
  array?: string | undefined;
  /** Class `offset` of every file of predictions is label 0. */
  offset?: number | undefined;
  /** A file that says which label each class stands for, see `readClassOrder`. */
  classOrder?: string | undefined;
  /** Evaluates the images that labels, list and all predictions have in common, instead of refusing. */
  subset?: boolean | undefined;
  /** The order of labels that name no images, where it is ambiguous. */
  order?: ListOrder | undefined;
  /** How many labels there are, where no file of scores shows it. */
  classes?: number | undefined;
  /** The label space of labels that are not indices. */
  labelSpace?: string | undefined;
  /** Labels with probabilities are taken above this one. */
  minProbability?: number | undefined;
  /** Which array of a .npz file holds the labels. */
  labelsArray?: string | undefined;
  /** Lists of labels that could also be a model's rankings are accepted as labels. */
  unsortedLabels?: boolean | undefined;
  /** Predictions without scores and ranks are accepted as rankings even where their labels ascend. */
  ascendingRanks?: boolean | undefined;
  /** Continues where files do not seem to belong together. */
  allowImplausible?: boolean | undefined;
}

export interface ReadEvaluation {
  source: LabelSource;
  /** The evaluated images, in the order of everything below. */
  images: string[];
  data: EvaluationData;
  models: EvaluatedModel[];
  /** The objects of each image, where the labels came from a file of them. */
  objects: LabelledObjects[] | undefined;
  /** The content of the files of predictions. */
  contents: ReadonlyMap<string, DescribedFile>;
  /** What was read from the list of images and from a file of labels. */
  readings: { images: InputReading; labels: InputReading | undefined };
  fit: FitNotes;
  /** What was left out on request. */
  notes: string[];
}

/**
 * Reads what an evaluation needs. Images that the labels do not name are left out.
 *
 * @throws Failure `bad-file` with file and row, `not-found`, `wrong-usage` for two models of the same name
 */
export async function readEvaluationData(files: EvaluationFiles, load: LoadLabels): Promise<ReadEvaluation> {
  const meaning = await labelMeaning(files.labelSpace);
  const {
    keys,
    originals: written,
    reading: imagesRead,
  } = await readImageOrder(files.images, {
    meaning,
    unsortedLabels: files.unsortedLabels,
  });
  const labels = await load(keys, files.images, { ...files, meaning });
  const { wanted, subsetNotes } = await chooseSubset(files, keys);
  const named = keys.flatMap((_, image) =>
    labels.isNamed[image] === 1 && wanted?.[image] !== 0 ? [image] : [],
  );
  if (named.length === 0) {
    throw new Failure(
      "bad-file",
      `The labels name no image of ${files.images}. Check that the files belong together.`,
    );
  }
  const hasWritten = written.some((list) => list.length > 0);
  const formers: Formers = labels.space?.formers ?? new Map();
  const originals = (hasWritten ? written : (labels.originals ?? written)).map((list) =>
    formers.size === 0 ? list : carryOriginals(list, formers),
  );
  const proposers = [...new Set([...files.proposers, ...labels.proposers])];

  const { stated, classMap } = await readClasses(files);
  const asPredicted = await readEvaluatedModels(nameModels(files.predictions), {
    keys,
    imagesFile: files.images,
    labelSpace: files.labelSpace,
    max: files.k,
    valid: labels.valid,
    originals,
    scale: files.scale,
    threshold: files.threshold ?? defaultThreshold,
    array: files.array,
    classMap,
    wanted,
    ascendingRanks: files.ascendingRanks,
  });
  // A file has the labels of when it was made: labels added since come after its classes.
  const found = findClasses(asPredicted, stated);
  const { totals, labels: ofRelease } = labels.space ?? {};
  const classes = found !== null && totals?.has(found) ? Math.max(found, ofRelease ?? 0) : found;
  const read = asPredicted.map((model) => ({ ...model, top: carryTop(model.top, formers) }));
  checkWidth(labels.width ?? null, meaning?.count ?? classes);
  if (classes !== null) {
    for (const { file, top } of asPredicted) checkRange(top, found ?? classes, file);
    checkOriginals(originals, classes, files.images, keys);
    checkOriginals(labels.valid, classes, "labels", keys);
  }
  const fit = checkFit(
    { models: read, valid: labels.valid, originals, classes },
    files.allowImplausible ?? false,
  );

  const some = <Item>(list: ArrayLike<Item>) => named.map((image) => list[image]!);
  return {
    source: labels.source,
    images: some(keys),
    data: {
      valid: some(labels.valid),
      originals: some(originals),
      others: chooseImages(labels.others, named),
      proposers,
      unnamed: labels.isNamed.filter((one) => one === 0).length,
    },
    models: read.map(({ model, top, scores, confidence }) => ({
      model,
      proposer: proposers.includes(model),
      top: named.length === keys.length ? top : pickTop(top, named),
      scores,
      confidence: typeof confidence === "string" ? confidence : some(confidence),
    })),
    objects: labels.objects && named.map((image) => labels.objects![image]!),
    contents: new Map(read.map(({ file, content, reading }) => [file, { ...content, reading }])),
    readings: { images: imagesRead, labels: labels.reading },
    fit,
    notes: [...unlistedNotes(labels, files.images), ...subsetNotes],
  };
}

/** How many labels there are and how classes are numbered, as far as stated. */
async function readClasses({
  labelSpace,
  classes,
  offset,
  classOrder,
  array,
  predictions,
}: EvaluationFiles): Promise<{
  stated: { classes: number; who: string } | null;
  classMap: ClassMap | undefined;
}> {
  if (offset !== undefined && classOrder !== undefined) {
    throw new Failure("wrong-usage", "--offset and --class-order both renumber the classes: leave out one.");
  }
  if (array !== undefined && !predictions.some((file) => /\.npz$/i.test(file))) {
    throw new Failure("wrong-usage", "--array chooses an array of a .npz file, and there is none.");
  }
  // Label spaces take long to load, and indices need none.
  const labels =
    labelSpace === undefined
      ? undefined
      : (await (await import("../../files/labelSpaces/findLabelSpace.ts")).findLabelSpace(labelSpace)).labels;
  if (labels && classes !== undefined && labels.length !== classes) {
    throw new Failure(
      "wrong-usage",
      `--classes says ${classes}, and ${basename(labelSpace!)} has ${labels.length} labels: leave out --classes.`,
    );
  }
  const classMap =
    classOrder === undefined
      ? offset === undefined || offset === 0
        ? undefined
        : { offset }
      : await (await import("./readClassOrder.ts")).readClassOrder(
          classOrder,
          labels?.map((label, index) => ({ ...label, index })),
        );
  if (labels) return { stated: { classes: labels.length, who: basename(labelSpace!) }, classMap };
  return { stated: classes === undefined ? null : { classes, who: "--classes" }, classMap };
}

const unlistedNotes = ({ unlisted = 0 }: ReferenceLabels, images: string) =>
  unlisted === 0
    ? []
    : [`${unlisted} images of the labels are left out: ${basename(images)} does not name them (--subset).`];

/** With --subset, the images that all files of predictions have. */
async function chooseSubset(
  { subset = false, predictions, images }: EvaluationFiles,
  keys: readonly string[],
): Promise<{ wanted: Uint8Array | undefined; subsetNotes: string[] }> {
  if (!subset) return { wanted: undefined, subsetNotes: [] };
  const wanted = new Uint8Array(keys.length).fill(1);
  for (const file of predictions) {
    const names = await readPredictedNames(file);
    if (names) for (const [image, key] of keys.entries()) if (!names.has(key)) wanted[image] = 0;
  }
  const lacking = wanted.filter((one) => one === 0).length;
  return {
    wanted,
    subsetNotes:
      lacking === 0
        ? []
        : [
            `${lacking} of ${keys.length} images of ${basename(images)} are left out: not all files have a prediction of them (--subset).`,
          ],
  };
}

/** @throws Failure `bad-file` where predictions, labels and original labels do not belong together */
function checkFit(
  {
    models,
    valid,
    originals,
    classes,
  }: {
    models: readonly { file: string; top: TopLabels }[];
    valid: readonly (readonly number[])[];
    originals: readonly (readonly number[])[];
    classes: number | null;
  },
  allow: boolean,
): FitNotes {
  const [a, b] = ["the valid labels", "the original labels"];
  return refuseImplausible(
    [
      evaluateLabelSets(valid, originals, { a, b }, classes),
      ...models.flatMap(({ file, top }) => [
        evaluatePredictions(top, valid, { model: basename(file), labels: a }, classes),
        evaluatePredictions(top, originals, { model: basename(file), labels: b }, classes),
      ]),
    ],
    allow,
  );
}

function chooseImages(
  others: ReferenceLabels["others"],
  images: readonly number[],
): ReferenceLabels["others"] {
  const choose = (labels: VariedLabels | string) =>
    typeof labels === "string" ? labels : images.map((image) => labels[image]!);
  return {
    "agreed-only": choose(others["agreed-only"]),
    "refined-only": choose(others["refined-only"]),
    union: choose(others.union),
    intersection: choose(others.intersection),
  };
}
