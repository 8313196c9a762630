import type { Failure } from "../../contract/failure.ts";
import { ScoreSurvey } from "../../core/evaluation/scores/scoreUnit.ts";
import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { badRow } from "../fileFailure.ts";
import { AscendingLists, hasRanks } from "./ascendingLists.ts";
import { dropsClasses } from "./classMap.ts";
import { RankingDoubts } from "./rankingDoubts.ts";
import {
  type PredictedImages,
  type PredictionListeners,
  type RowLabels,
  readPredictionRows,
} from "./readPredictionRows.ts";
import { SameSums } from "./sameSums.ts";

/** A model's predictions from a file. */
export interface TopLabelFile extends TopLabels {
  depth: number;
  labels: Int32Array;
  /** The score of each image's first label, as in the file, if it has scores for some labels only; otherwise null. */
  firstScores: Float64Array | null;
  /** How many labels the file has scores for; null if it does not score all of them. */
  classes: number | null;
  /** The greatest label index, with its row, and the least. */
  greatest: { label: number; row: number };
  smallest: number;
  /** Ways in which the file falls short of a ranking, for people. */
  notes: string[];
}

/** Greater numbers are not taken as label indices. */
export const maxLabels = 10_000_000;

/**
 * Reads a model's first labels for every image. In `.npy` files, whole numbers are label indices, best first [images,
 * k]; fractions are scores of every label [images, classes], of which the highest are taken, ties broken by index.
 *
 * @param about.max number of labels kept per image
 * @param listeners.onScores called with the scores of all labels of an image; valid during the call only
 * @param listeners.survey sees all scores
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readTopLabels(
  file: string,
  about: PredictedImages & { max: number },
  {
    onScores,
    survey,
    ...listeners
  }: PredictionListeners & {
    onScores?: (image: number, scores: ArrayLike<number>) => void;
    survey?: ScoreSurvey;
  } = {},
): Promise<TopLabelFile> {
  const { keys, max } = about;
  let depth = 0;
  let classes: number | null | undefined;
  let isScored: boolean | undefined;
  const greatest = { label: -1, row: 0 };
  let smallest = maxLabels;
  let firstScores: Float64Array | null = null;
  const isPartial = dropsClasses(about.classMap);
  const seen: ScoreSurvey = survey ?? new ScoreSurvey();
  let labels = new Int32Array(0);
  const lists = new AscendingLists();
  const sums = new SameSums();
  const doubts = new RankingDoubts();
  let isRanked = about.ascendingRanks ?? false;
  const onReading: PredictionListeners["onReading"] = (reading, unit) => {
    isRanked ||= hasRanks(reading);
    listeners.onReading?.(reading, unit);
  };
  for await (const rows of readPredictionRows(file, about, { ...listeners, onReading })) {
    for (const { image, row, labels: named, scores } of rows) {
      const refuse = (why: string) => badRow(file, row, why);
      const scored = named === null ? scores!.length : null;
      if (classes !== undefined && classes !== scored) {
        throw refuse(
          classes === null || scored === null
            ? "it has scores of all labels, or not, unlike the rows before."
            : `it has ${scored} scores, and the rows before have ${classes}.`,
        );
      }
      classes = scored;
      isScored ??= scores !== null;
      if (isScored !== (scores !== null)) {
        throw refuse(
          `it has ${isScored ? "no scores, and the images before have" : "scores, and the images before have none"}. All images must have them, or none.`,
        );
      }
      const wrong = scores === null ? -1 : seen.add(scores, named === null && !isPartial);
      if (wrong >= 0)
        throw refuse(explainScore(scores![wrong]!, named ? named.values[named.from + wrong]! : wrong));
      if (named && scores === null) {
        lists.add(named.values, named.from, named.length);
        sums.add(named.values, named.from, named.length);
      }
      if (named) {
        const range = labelRange(named);
        if (range.greatest > greatest.label) Object.assign(greatest, { label: range.greatest, row });
        smallest = Math.min(smallest, range.smallest);
      }
      const first =
        named === null
          ? asRow(highest(scores!, Math.min(max, scores!.length)))
          : scores === null
            ? checked(named, refuse)
            : asRow(byScore(checked(named, refuse), scores));
      doubts.add(first.length > 0 && first.values[first.from]! >= 0 ? first.length : 0, scores);
      const held = Math.min(max, first.length);
      if (held > depth) {
        labels = widen(labels, depth, held, keys.length);
        depth = held;
      }
      for (let place = 0; place < held; place++) {
        labels[image * depth + place] = first.values[first.from + place]!;
      }
      if (named && scores && scores.length > 0) {
        firstScores ??= new Float64Array(keys.length).fill(Number.NaN);
        firstScores[image] = greatestOf(scores);
      }
      if (named === null) onScores?.(image, scores!);
    }
  }
  if (!isRanked) {
    lists.refuse(file);
    sums.refuse(file);
  }
  const notes = doubts.finish(file);
  if (classes != null) Object.assign(greatest, { label: classes - 1 });
  return {
    depth,
    labels,
    firstScores,
    classes: classes ?? null,
    greatest,
    smallest: classes == null ? smallest : 0,
    notes,
  };
}

/** Pads rows that end early with -1. */
function widen(labels: Int32Array, from: number, to: number, images: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(images * to).fill(-1);
  for (let image = 0; from > 0 && image < images; image++) {
    wide.set(labels.subarray(image * from, (image + 1) * from), image * to);
  }
  return wide;
}

type Refuse = (why: string) => Failure;

const hint = "Whole numbers in this file are read as labels, best first.";

/** Checks label indices as a file has them: each once, -1 after the end of a ranking. */
function checked(labels: RowLabels, refuse: Refuse): RowLabels {
  const { values, from, length } = labels;
  // A set costs more than comparing a few labels, and less than comparing many.
  const named = length > 50 ? new Set<number>() : undefined;
  for (let rank = from; rank < from + length; rank++) {
    const label = values[rank]!;
    if (label < -1 || label >= maxLabels) throw refuse(`${label} is no label index. ${hint}`);
    if (label === -1) continue;
    if (named ? named.has(label) : includes(values, label, from, rank)) {
      throw refuse(`the label ${label} comes twice. ${hint}`);
    }
    named?.add(label);
    if (rank > from && values[rank - 1] === -1)
      throw refuse(`the label ${label} comes after -1, which ends a ranking.`);
  }
  return labels;
}

function includes(values: ArrayLike<number>, label: number, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (values[at] === label) return true;
  return false;
}

const asRow = (values: number[]): RowLabels => ({ values, from: 0, length: values.length });

function byScore({ values, from, length }: RowLabels, scores: ArrayLike<number>): number[] {
  const labels = Array.from({ length }, (_, at) => values[from + at]!);
  const order = Array.from(labels, (_, at) => at);
  order.sort((a, b) => scores[b]! - scores[a]! || labels[a]! - labels[b]!);
  return order.map((at) => labels[at]!);
}

/** What is wrong with a score that is invalid in any unit. */
export function explainScore(score: number, label: number | string): string {
  if (Number.isNaN(score)) return `the score of label ${label} is not a number (NaN).`;
  if (score === Number.POSITIVE_INFINITY) return `the score of label ${label} is infinite.`;
  return "all scores are minus infinity.";
}

function greatestOf(scores: ArrayLike<number>): number {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < scores.length; at++) if (scores[at]! > greatest) greatest = scores[at]!;
  return greatest;
}

function labelRange({ values, from, length }: RowLabels): { smallest: number; greatest: number } {
  const range = { smallest: maxLabels, greatest: -1 };
  for (let at = from; at < from + length; at++) {
    const label = values[at]!;
    if (label > range.greatest) range.greatest = label;
    if (label >= 0 && label < range.smallest) range.smallest = label;
  }
  return range;
}

/** The labels of the highest scores, highest first; of equal scores, the smaller index first. */
function highest(scores: ArrayLike<number>, max: number): number[] {
  const labels: number[] = [];
  let smallest = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < scores.length; label++) {
    const score = scores[label]!;
    if (score <= smallest && labels.length >= max) continue;
    let at = labels.length;
    while (at > 0 && score > scores[labels[at - 1]!]!) at--;
    labels.splice(at, 0, label);
    if (labels.length > max) labels.pop();
    smallest = labels.length < max ? Number.NEGATIVE_INFINITY : scores[labels.at(-1)!]!;
  }
  return labels;
}
