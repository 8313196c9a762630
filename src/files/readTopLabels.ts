import { Failure } from "../contract/failure.ts";
import type { TopLabels } from "../stats/topLabels.ts";
import { isNpy, type PredictedImages, type RowLabels, readPredictionRows } from "./readPredictionRows.ts";

/** A model's predictions of a file. */
export interface TopLabelFile extends TopLabels {
  depth: number;
  labels: Int32Array;
  /** How many labels the file has scores for; null where it does not score all of them. */
  classes: number | null;
  /** The greatest label index, and its row. */
  greatest: { label: number; row: number };
}

/** Greater label indices are taken for something else. */
export const mostLabels = 10_000_000;

/**
 * Reads a model's first labels of every image. In `.npy` files, whole numbers are label indices, best first
 * [images, k]; fractions are scores of every label [images, classes], of which the highest are taken, ties by index.
 *
 * @param about.most labels that are kept per image
 * @param onScores told of the scores of all labels of an image; they are valid during the call only
 * @param onBytes of a .npy file: told of all its bytes, once
 * @throws Failure `bad-file` with the row (of .npy files from 0), `not-found`
 */
export async function readTopLabels(
  file: string,
  about: PredictedImages & { most: number },
  {
    onScores,
    onBytes,
  }: {
    onScores?: (image: number, scores: ArrayLike<number>) => void;
    onBytes?: (bytes: Uint8Array) => void;
  } = {},
): Promise<TopLabelFile> {
  const { keys, most } = about;
  let depth = 0;
  let classes: number | null | undefined;
  const greatest = { label: -1, row: 0 };
  let labels = new Int32Array(0);
  for await (const rows of readPredictionRows(file, about, onBytes)) {
    for (const { image, row, labels: named, scores } of rows) {
      const refuse = (why: string) => {
        const from = isNpy(file) ? " (from 0)" : "";
        return new Failure("bad-file", `${file}, row ${row}${from}: ${why}`, { row });
      };
      const scored = named === null ? scores!.length : null;
      if (classes !== undefined && classes !== scored) {
        throw refuse(
          classes === null || scored === null
            ? "it has scores of all labels, or not, unlike the rows before."
            : `it has ${scored} scores, and the rows before have ${classes}.`,
        );
      }
      classes = scored;
      const first =
        named === null
          ? asRow(highest(scores!, Math.min(most, scores!.length), refuse))
          : scores === null
            ? checked(named, refuse)
            : asRow(byScore(checked(named, refuse), scores, refuse));
      const held = Math.min(most, first.length);
      if (held > depth) {
        labels = widen(labels, depth, held, keys.length);
        depth = held;
      }
      for (let place = 0; place < held; place++) {
        const label = first.values[first.from + place]!;
        labels[image * depth + place] = label;
        if (label > greatest.label) {
          greatest.label = label;
          greatest.row = row;
        }
      }
      if (named === null) onScores?.(image, scores!);
    }
  }
  return { depth, labels, classes: classes ?? null, greatest };
}

/** Rows that end early are filled up with -1. */
function widen(labels: Int32Array, from: number, to: number, images: number): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(images * to).fill(-1);
  for (let image = 0; from > 0 && image < images; image++) {
    wide.set(labels.subarray(image * from, (image + 1) * from), image * to);
  }
  return wide;
}

type Refuse = (why: string) => Failure;

const hint = "Whole numbers in this file are read as labels, best first.";

/** Label indices as a file has them; each once, -1 where a ranking has ended. */
function checked(labels: RowLabels, refuse: Refuse): RowLabels {
  const { values, from, length } = labels;
  for (let rank = from; rank < from + length; rank++) {
    const label = values[rank]!;
    if (label < -1 || label >= mostLabels) throw refuse(`${label} is no label index. ${hint}`);
    if (label === -1) continue;
    for (let before = from; before < rank; before++) {
      if (values[before] === label) throw refuse(`the label ${label} comes twice. ${hint}`);
    }
    if (rank > from && values[rank - 1] === -1)
      throw refuse(`the label ${label} comes after -1, which ends a ranking.`);
  }
  return labels;
}

const asRow = (values: number[]): RowLabels => ({ values, from: 0, length: values.length });

function byScore({ values, from, length }: RowLabels, scores: ArrayLike<number>, refuse: Refuse): number[] {
  const labels = Array.from({ length }, (_, at) => values[from + at]!);
  const order = Array.from(labels, (_, at) => at);
  for (const at of order) {
    if (Number.isNaN(scores[at])) throw refuse(`the score of label ${labels[at]} is not a number.`);
  }
  order.sort((a, b) => scores[b]! - scores[a]! || labels[a]! - labels[b]!);
  return order.map((at) => labels[at]!);
}

/** The labels of the highest scores, highest first; of equal ones the smaller index. */
function highest(scores: ArrayLike<number>, most: number, refuse: Refuse): number[] {
  const labels: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let label = 0; label < scores.length; label++) {
    const score = scores[label]!;
    if (score <= least && labels.length >= most) continue;
    if (Number.isNaN(score)) throw refuse(`the score of label ${label} is not a number.`);
    let at = labels.length;
    while (at > 0 && score > scores[labels[at - 1]!]!) at--;
    labels.splice(at, 0, label);
    if (labels.length > most) labels.pop();
    least = labels.length < most ? Number.NEGATIVE_INFINITY : scores[labels.at(-1)!]!;
  }
  return labels;
}
