import type { MultiplyRows } from "../../embeddings/multiplyRows.ts";
import { askNeighbours, type Labelled } from "./askNeighbours.ts";
import { combineScores, lossOf, toProbabilities } from "./combineScores.ts";
import { cutBlocks, fitLogistic, type LinearModels, softmax } from "./fitLogistic.ts";
import { invertSymmetric } from "./invertSymmetric.ts";
import { findPreparation, type Preparation, prepareRows } from "./prepareRows.ts";
import { stratifiedFolds } from "./stratifiedFolds.ts";

/** How a probe's scores are made: stated beside them. */
export interface ProbeMethod {
  /** The linear model counts so much, the neighbours so much; 0: not used. */
  linear: number;
  neighbours: number;
  /** Scores are divided by it before they become probabilities. */
  temperature: number;
  /** Of each fold's linear model, chosen among its own images. */
  penalties: number[];
  folds: number;
}

/** What a probe learned from labelled images, and what it says of each of them by the folds that never saw it. */
export interface Probe {
  method: ProbeMethod;
  size: number;
  classes: number;
  /** Probabilities [images, classes] out of fold. */
  outOfFold: Float32Array;
  preparation: Preparation;
  models: LinearModels;
  labelled: Labelled | null;
}

const wantedFolds = 5;
/** Steps of a model that is used, and of one that only compares penalties. */
const [fullSteps, shortSteps] = [16, 8];
/** Multiplications for all steps: more labels and images get fewer of them, down to one, which is a ridge regression. */
const budget = 2e12;
/** Maximum number of multiplications for comparing all images with all labelled ones. */
const maxComparisons = 2e11;

/**
 * Learns the labels of images from their embeddings: a logistic regression, and the nearest images beside it, in folds,
 * so that no image is scored by what learned from its label.
 *
 * Standardisation and the bound of the loss come from the embeddings of all images; labels are those of the other folds
 * alone. The penalty of each fold is chosen by holding out another fold of those that it learns from.
 *
 * @param input.rows embeddings [images, size]; they are prepared in place
 * @param input.labels of each image, one or more; there are two classes or more
 * @param input.toScore how many images will be scored in all; where they are too many, neighbours are left out
 */
export async function fitProbe(
  input: {
    rows: Float32Array;
    size: number;
    labels: readonly (readonly number[])[];
    classes: number;
    seed: string | number;
    toScore: number;
  },
  multiply: MultiplyRows,
): Promise<Probe> {
  const { rows, size, labels, classes, seed, toScore } = input;
  const images = labels.length;
  const preparation = findPreparation(rows, size);
  const folds = Math.min(wantedFolds, images);
  const foldOf = stratifiedFolds(labels, folds, seed);
  const targets = new Float32Array(images * classes);
  for (const [image, some] of labels.entries())
    for (const label of some) targets[image * classes + label]! += 1 / some.length;

  const blocks = cutBlocks(rows, size, folds * classes);
  const data = { blocks, size, targets, classes };
  const gram = new Float32Array(size * size);
  for (const { turned, images: count } of blocks) {
    const part = await multiply(turned, turned, count);
    for (let at = 0; at < gram.length; at++) gram[at]! += part[at]!;
  }
  const learn = async (groups: Uint8Array[], penalty: number, steps: number) => {
    const bound = gram.map((value, at) => value / 2 + (at % (size + 1) === 0 ? penalty : 0));
    const inverse = await invertSymmetric(bound, size, multiply);
    return fitLogistic(data, groups, { inverse, penalty, steps }, multiply);
  };
  const affordable = Math.floor(budget / (4 * images * size * folds * classes));
  const steps = Math.max(1, Math.min(fullSteps, affordable));
  const penalties =
    affordable >= 2 * fullSteps + 4 * shortSteps && folds > 2 ? [size / 4, size / 2, size, size * 4] : [size];
  const learning = (left: readonly number[]) =>
    Uint8Array.from(foldOf, (fold) => (left.includes(fold) ? 0 : 1));
  const chosen = await choosePenalties();
  const models: LinearModels = {
    weights: new Float32Array(folds * classes * size),
    offsets: new Float64Array(folds * classes),
  };
  for (const penalty of new Set(chosen)) {
    const which = [...chosen.keys()].filter((fold) => chosen[fold] === penalty);
    const fitted = await learn(
      which.map((fold) => learning([fold])),
      penalty,
      steps,
    );
    for (const [at, fold] of which.entries()) {
      const part = classes * size;
      models.weights.set(fitted.weights.subarray(at * part, (at + 1) * part), fold * part);
      models.offsets.set(fitted.offsets.subarray(at * classes, (at + 1) * classes), fold * classes);
    }
  }

  async function choosePenalties(): Promise<number[]> {
    if (penalties.length === 1) return new Array<number>(folds).fill(penalties[0]!);
    const losses: number[][] = [];
    const held = (fold: number) => (fold + 1) % folds;
    for (const penalty of penalties) {
      const groups = Array.from({ length: folds }, (_, fold) => learning([fold, held(fold)]));
      const fitted = await learn(groups, penalty, shortSteps);
      const ofFolds = new Array<number>(folds).fill(0);
      await scoreLinear({ models: fitted, size, classes }, rows, multiply, (image, scores) => {
        const fold = (foldOf[image]! + folds - 1) % folds;
        const shares = scores(fold);
        softmax(shares);
        ofFolds[fold]! += lossOf(shares, targets, image * classes);
      });
      losses.push(ofFolds);
    }
    return Array.from({ length: folds }, (_, fold) => {
      const best = losses.reduce((least, loss, at) => (loss[fold]! < losses[least]![fold]! ? at : least), 0);
      return penalties[best]!;
    });
  }

  const linear = new Float32Array(images * classes);
  await scoreLinear({ models, size, classes }, rows, multiply, (image, scores) => {
    const shares = scores(foldOf[image]!);
    softmax(shares);
    linear.set(shares.map(Math.log), image * classes);
  });
  let near: Float32Array | undefined;
  let labelled: Labelled | null = null;
  if (images * Math.max(images, toScore) * size <= maxComparisons) {
    labelled = { rows: toUnitLength(rows, size), size, targets, classes, folds: foldOf };
    near = await askNeighbours(labelled, labelled.rows, (image) => foldOf[image]!, multiply);
  }
  const combined = combineScores(linear, near, targets, classes);
  const { temperature } = combined;
  if (combined.neighbours === 0) labelled = null;
  const outOfFold = toProbabilities(linear, near, combined, classes);
  const method = {
    linear: combined.linear,
    neighbours: combined.neighbours,
    temperature,
    penalties: chosen,
    folds,
  };
  return { method, size, classes, outOfFold, preparation, models, labelled };
}

/**
 * Probabilities of images that a probe did not learn from: by the mean of all its folds' models.
 *
 * @param rows embeddings [images, size]; they are prepared in place
 * @returns [images, classes]
 */
export async function scoreWithProbe(
  { method, size, classes, preparation, models, labelled }: Probe,
  rows: Float32Array,
  multiply: MultiplyRows,
): Promise<Float32Array> {
  prepareRows(rows, size, preparation);
  const linear = new Float32Array((rows.length / size) * classes);
  await scoreLinear({ models, size, classes }, rows, multiply, (image, scores) => {
    for (let fold = 0; fold < method.folds; fold++) {
      const shares = scores(fold);
      softmax(shares);
      for (let label = 0; label < classes; label++)
        linear[image * classes + label]! += Math.log(Math.max(shares[label]!, 1e-30)) / method.folds;
    }
  });
  const near = labelled && (await askNeighbours(labelled, toUnitLength(rows, size), () => -1, multiply));
  return toProbabilities(linear, near ?? undefined, method, classes);
}

const maxScores = 4e6;

/** @param take is given each image, and its scores by the model of a fold */
async function scoreLinear(
  { models, size, classes }: { models: LinearModels; size: number; classes: number },
  rows: Float32Array,
  multiply: MultiplyRows,
  take: (image: number, scores: (fold: number) => Float64Array) => void,
): Promise<void> {
  const images = rows.length / size;
  const width = models.offsets.length;
  const atOnce = Math.max(16, Math.floor(maxScores / width));
  for (let first = 0; first < images; first += atOnce) {
    const end = Math.min(images, first + atOnce);
    const products = await multiply(rows.subarray(first * size, end * size), models.weights, size);
    for (let image = first; image < end; image++) {
      take(image, (fold) => {
        const scores = new Float64Array(classes);
        const from = (image - first) * width + fold * classes;
        for (let label = 0; label < classes; label++)
          scores[label] = products[from + label]! + models.offsets[fold * classes + label]!;
        return scores;
      });
    }
  }
}

function toUnitLength(rows: Float32Array, size: number): Float32Array {
  const scaled = Float32Array.from(rows);
  for (let from = 0; from < rows.length; from += size) {
    let squares = 0;
    for (let at = from; at < from + size; at++) squares += rows[at]! * rows[at]!;
    const factor = squares > 0 ? 1 / Math.sqrt(squares) : 0;
    for (let at = from; at < from + size; at++) scaled[at]! *= factor;
  }
  return scaled;
}
