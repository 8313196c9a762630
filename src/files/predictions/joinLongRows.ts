import { badRow, quoted } from "../fileFailure.ts";
import type { PredictedImage } from "./predictedImage.ts";

/** One label of one image. */
export interface LongRow {
  row: number;
  image: string;
  label: string | number;
  /** null: the file has no scores. */
  score: number | null;
  /** null: the file has no ranks. If it has no scores either, an image's rows are in the model's order. */
  rank: number | null;
}

/** More labels than any label space in use has: a file with as many is not what it seems. */
const maxLabels = 100_000;

interface OpenImage {
  row: number;
  image: string;
  labels: (string | number)[];
  scores: number[];
  ranks: number[];
}

/**
 * Joins the rows of each image, which must follow each other, so that only one image is in memory at a time. An image
 * that comes back later comes out twice, which the reader of the result detects.
 *
 * @throws Failure `bad-file` if ranks do not count from 0 or 1, or contradict the scores
 */
export async function* joinLongRows(
  rows: AsyncIterable<LongRow>,
  file: string,
): AsyncGenerator<PredictedImage> {
  let current: OpenImage | undefined;
  const order = rankOrder(file);
  for await (const { row, image, label, score, rank } of rows) {
    if (current?.image !== image) {
      if (current) yield order(current);
      current = { row, image, labels: [], scores: [], ranks: [] };
    }
    const filled = current.labels.length;
    for (const [values, value, what] of [
      [current.scores, score, "score"],
      [current.ranks, rank, "rank"],
    ] as const) {
      if (filled === 0 || values.length > 0 === (value !== null)) continue;
      throw badRow(
        file,
        row,
        `the ${what} of ${quoted(image)} is ${value === null ? "missing here, and there above" : "there, and missing above"}. All of its labels must have one, or none.`,
      );
    }
    current.labels.push(label);
    if (score !== null) current.scores.push(score);
    if (rank !== null) current.ranks.push(rank);
    if (current.labels.length > maxLabels) {
      throw badRow(
        file,
        row,
        `${quoted(image)} has more than ${maxLabels} labels. Is the image column right?`,
      );
    }
  }
  if (current) yield order(current);
}

/** Sorts labels by their ranks, which count from the same number, 0 or 1, throughout the file. */
function rankOrder(file: string): (image: OpenImage) => PredictedImage {
  let first: number | undefined;
  return ({ row, image, labels, scores, ranks }) => {
    const scored = scores.length > 0 ? scores : null;
    if (ranks.length === 0) return { row, image, labels, scores: scored };
    const places = Array.from(ranks.keys()).sort((a, b) => ranks[a]! - ranks[b]!);
    first ??= ranks[places[0]!]!;
    const wrong = places.findIndex((place, at) => ranks[place] !== first! + at);
    if (first < 0 || first > 1 || wrong >= 0) {
      throw badRow(
        file,
        row,
        `the ranks of ${quoted(image)} are ${ranks.slice(0, 10).join(", ")}. They must be 1, 2, 3 ... (or 0, 1, 2 ...) in every image, each once; 1 is the best.`,
      );
    }
    const ordered = places.map((place) => labels[place]!);
    if (!scored) return { row, image, labels: ordered, scores: null };
    const sorted = places.map((place) => scored[place]!);
    const rise = sorted.findIndex((score, at) => at > 0 && score > sorted[at - 1]!);
    if (rise >= 0) {
      throw badRow(
        file,
        row,
        `rank and score of ${quoted(image)} contradict each other: rank ${first + rise} has the score ${sorted[rise]}, the rank before ${sorted[rise - 1]}. Greater scores and lower ranks must be better; take out the column that is wrong.`,
      );
    }
    return { row, image, labels: ordered, scores: sorted };
  };
}
