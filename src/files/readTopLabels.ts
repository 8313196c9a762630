import { Failure } from "../contract/failure.ts";
import type { TopLabels } from "../stats/topLabels.ts";
import { readFileChunks } from "./predictions/readFileChunks.ts";
import { readNpyRows } from "./predictions/readNpyRows.ts";

/** A model's predictions of a file. */
export interface TopLabelFile extends TopLabels {
  depth: number;
  labels: Int32Array;
  /** How many labels the file has scores for; null where it holds the first labels alone. */
  classes: number | null;
  /** The greatest label index, and its row from 0. */
  greatest: { label: number; row: number };
}

/** Greater label indices are taken for something else. */
export const mostLabels = 10_000_000;

/**
 * Reads a model's first labels of every image from a `.npy` file: whole numbers are label indices, best first
 * [images, k]; fractions are scores of every label [images, classes], of which the highest are taken, ties by index.
 *
 * @param images how many rows the file must have
 * @param most labels that are kept per image
 * @throws Failure `bad-file` with the row (from 0), `not-found`
 */
export async function readTopLabels(
  file: string,
  { images, imagesFile, most }: { images: number; imagesFile: string; most: number },
): Promise<TopLabelFile> {
  const differs = (rows: number) =>
    new Failure(
      "bad-file",
      `${file} has ${rows} rows, but ${imagesFile} names ${images} images. Row i of one must be row i of the other.`,
    );
  let found: TopLabelFile | undefined;
  let row = 0;
  for await (const { header, numbers } of readNpyRows(readFileChunks(file), file)) {
    if (header.rows !== images) throw differs(header.rows);
    const refuse = (why: string) => new Failure("bad-file", `${file}, row ${row} (from 0): ${why}`, { row });
    const depth = Math.min(most, header.width);
    found ??= {
      depth,
      labels: new Int32Array(images * depth),
      classes: header.type.isIndex ? null : header.width,
      greatest: { label: -1, row: 0 },
    };
    const first = header.type.isIndex
      ? checked(numbers, refuse).subarray(0, depth)
      : highest(numbers, depth, refuse);
    found.labels.set(first, row * depth);
    for (const label of first) if (label > found.greatest.label) found.greatest = { label, row };
    row++;
  }
  if (!found) throw differs(0);
  return found;
}

type Refuse = (why: string) => Failure;

/** Label indices as a file has them; each once, -1 where a ranking has ended. */
function checked(values: Float64Array, refuse: Refuse): Float64Array {
  values.forEach((label, rank) => {
    if (label < -1 || label >= mostLabels) {
      throw refuse(`${label} is no label index. Whole numbers in this file are read as labels, best first.`);
    }
    if (label === -1) return;
    if (rank > 0 && values[rank - 1] === -1)
      throw refuse(`the label ${label} comes after -1, which ends a ranking.`);
    if (values.indexOf(label) !== rank) {
      throw refuse(
        `the label ${label} comes twice. Whole numbers in this file are read as labels, best first.`,
      );
    }
  });
  return values;
}

/** The labels of the highest scores, highest first; of equal ones the smaller index. */
function highest(scores: Float64Array, most: number, refuse: Refuse): number[] {
  const labels: number[] = [];
  scores.forEach((score, label) => {
    if (Number.isNaN(score)) throw refuse(`the score of label ${label} is not a number.`);
    let at = labels.length;
    while (at > 0 && score > (scores[labels[at - 1] as number] as number)) at--;
    if (at >= most) return;
    labels.splice(at, 0, label);
    if (labels.length > most) labels.pop();
  });
  return labels;
}
