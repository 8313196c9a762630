import { normaliseRows } from "../../core/audit/normaliseRows.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import type { CountedSet } from "../../db/embeddings.ts";
import type { Context } from "../context.ts";
import { type Arranged, arrangeMany } from "./arrangeMany.ts";
import { readEmbeddings } from "./readEmbeddings.ts";

/**
 * Up to this many, all pairs are compared, in about ten minutes; beyond it, only those that an index finds near each
 * other.
 */
export const maxCompared = 200_000;

/** Embeddings that can be compared with each other. */
export interface UnitEmbeddings {
  /** [which, size], of unit length */
  rows: Float32Array;
  size: number;
  /** Positions among the images that were asked for; ascending where all pairs are compared. */
  which: number[];
  /** How they are arranged where there are too many to compare all pairs, see `findNearPairs`. */
  arranged: Arranged | undefined;
}

/**
 * All of a model's embeddings of some images at once, scaled to unit length. Images without one are left out, as are
 * those whose embedding has no direction and so is equally far from everything.
 *
 * @param most with more images than this, similar ones are grouped instead of comparing all pairs
 */
export async function readUnitEmbeddings(
  ctx: Pick<Context, "db">,
  set: CountedSet,
  images: readonly { id: string }[],
  most = maxCompared,
): Promise<UnitEmbeddings> {
  const { size } = set;
  const count = Math.min(set.images, images.length);
  const position = new Map(images.map(({ id }, at) => [id, at]));
  const read = async function* () {
    for await (const { imageIds, rows } of readEmbeddings(ctx, set)) {
      const known = [...imageIds.keys()].filter((at) => position.has(imageIds[at]!));
      const some = known.length < imageIds.length ? pickRows(rows, size, known) : rows;
      yield { images: known.map((at) => position.get(imageIds[at]!)!), rows: some };
    }
  };
  if (count > most) {
    const arranged = await arrangeMany({ count, size, read });
    return { rows: arranged.rows, size: arranged.size, which: arranged.which, arranged };
  }
  const rows = new Float32Array(count * size);
  const which: number[] = [];
  for await (const chunk of read()) {
    for (const [at, image] of chunk.images.entries()) {
      const row = chunk.rows.subarray(at * size, (at + 1) * size);
      if ((which.length + 1) * size > rows.length || normaliseRows(row, size) >= 0) continue;
      rows.set(row, which.length * size);
      which.push(image);
    }
  }
  const order = [...which.keys()].sort((a, b) => which[a]! - which[b]!);
  const ordered = pickRows(rows, size, order);
  return { rows: ordered, size, which: order.map((at) => which[at]!), arranged: undefined };
}
