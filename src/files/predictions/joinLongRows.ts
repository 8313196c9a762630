import { badRow, type PredictedImage } from "./predictedImage.ts";

/** One label of one image. */
export interface LongRow {
  row: number;
  image: string;
  label: string | number;
  /** null: the file has no scores, and the rows of an image stand in the model's order. */
  score: number | null;
}

/** More labels than any label space in use has: a file that reaches it is not what it seems. */
const mostLabels = 100_000;

/**
 * Joins the rows of each image, which must follow each other: then only one image is in memory at a time. An image that
 * comes back later is found by whoever reads on, because it comes twice.
 */
export async function* joinLongRows(
  rows: AsyncIterable<LongRow>,
  file: string,
): AsyncGenerator<PredictedImage> {
  let current: { row: number; image: string; labels: (string | number)[]; scores: number[] } | undefined;
  const finish = ({ row, image, labels, scores }: NonNullable<typeof current>): PredictedImage => ({
    row,
    image,
    labels,
    scores: scores.length > 0 ? scores : null,
  });
  for await (const { row, image, label, score } of rows) {
    if (current?.image !== image) {
      if (current) yield finish(current);
      current = { row, image, labels: [], scores: [] };
    }
    current.labels.push(label);
    if (score !== null) current.scores.push(score);
    if (current.labels.length > mostLabels) {
      throw badRow(file, row, `${image} has more than ${mostLabels} labels. Is the image column right?`);
    }
  }
  if (current) yield finish(current);
}
