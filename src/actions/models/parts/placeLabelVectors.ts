import { basename } from "node:path";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import type { ModelCard } from "../../../contract/models/modelCard.ts";
import { badFile, badRow, listed, quoted } from "../../../files/fileFailure.ts";
import { namesBeside, readLabelVectors } from "../../../files/predictions/embeddings/readLabelVectors.ts";
import { readClassOrder } from "../../evaluation/readClassOrder.ts";
import { labelResolver } from "../../labels/resolveLabel.ts";

export interface LabelVectorFiles {
  /** A NumPy array, a row per label. */
  file: string;
  /** Which array of a .npz file. */
  array?: string | undefined;
  /** Which label each row belongs to, where the rows are not in the order of the labels. */
  names?: string | undefined;
  /** The image tower. */
  card: ModelCard;
}

/** Vectors in the order of the labels. */
interface PlacedVectors {
  rows: Float32Array;
  labels: number;
  /** The file that named them; null where they were already in that order. */
  names: string | null;
}

/**
 * Reads the vectors of a project's labels: named in the archive, by `names` or by the text file beside them, or else in
 * the order of the labels.
 *
 * @throws Failure `bad-file` where a label has no vector or two, or a vector no label
 */
export async function placeLabelVectors(
  { file, array, names, card }: LabelVectorFiles,
  labels: readonly Label[],
): Promise<PlacedVectors> {
  const vectors = await readLabelVectors(file, { array, size: card.output.classes, model: card.name });
  const { rows, count, size } = vectors;
  const listedIn = names ?? (vectors.names ? file : namesBeside(file));
  if (listedIn === undefined) {
    if (count === labels.length) return { rows, labels: count, names: null };
    throw badFile(
      file,
      `it has ${count} rows, and the project has ${labels.length} labels: a row for each is wanted, in their order. ` +
        "Where it is another order, name the label of each row with --names.",
    );
  }
  const order =
    names === undefined && vectors.names
      ? findNamed(file, vectors.names, labels)
      : await readOrder(listedIn, labels, count, file);
  const placed = new Float32Array(labels.length * size);
  const missing = new Set(labels.map(({ index }) => index));
  for (const [row, label] of order.entries()) {
    if (label < 0) continue;
    placed.set(rows.subarray(row * size, (row + 1) * size), label * size);
    missing.delete(label);
  }
  if (missing.size > 0) {
    const lacking = labels.filter(({ index }) => missing.has(index)).map(({ name }) => quoted(name));
    throw badFile(
      listedIn,
      `${missing.size} of the project's ${labels.length} labels have no vector: ${listed(lacking, 5)}.`,
    );
  }
  return { rows: placed, labels: labels.length, names: basename(listedIn) };
}

async function readOrder(
  list: string,
  labels: readonly Label[],
  count: number,
  file: string,
): Promise<readonly number[]> {
  const map = await readClassOrder(list, labels);
  const order = "order" in map ? map.order : [];
  if (order.length === count) return order;
  throw badFile(list, `it names ${order.length} labels, and ${basename(file)} has ${count} rows.`);
}

function findNamed(file: string, names: readonly string[], labels: readonly Label[]): number[] {
  const find = labelResolver(labels);
  const rowOf = new Map<number, number>();
  return names.map((name, at) => {
    const label = find(name)?.label;
    if (label === undefined) {
      const several = find.explain(name);
      const why = several === undefined ? "is no label of the project" : `can be ${several}`;
      throw badRow(file, at + 1, `${quoted(name)} ${why}. Name each vector by a label's key or name.`);
    }
    const earlier = rowOf.get(label);
    if (earlier !== undefined)
      throw badRow(file, at + 1, `the label ${quoted(name)} is in row ${earlier} already. Keep one.`);
    rowOf.set(label, at + 1);
    return label;
  });
}
