import { normaliseRows } from "../../core/audit/normaliseRows.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import type { CountedSet } from "../../db/embeddings.ts";
import type { Context } from "../context.ts";
import { readEmbeddings } from "./readEmbeddings.ts";

/** More embeddings are not compared with each other here: that would take an hour, and more memory than there is. */
const maxCompared = 200_000;

/** Embeddings that can be compared with each other. */
export interface UnitEmbeddings {
  /** [which, size], of unit length */
  rows: Float32Array;
  size: number;
  /** Positions among the images that were asked for, ascending. */
  which: number[];
}

/** Why so many embeddings are not compared with each other; null where they are. */
export const tooManyToCompare = ({ images }: Pick<CountedSet, "images">): string | null =>
  images > maxCompared
    ? `there are ${images} embeddings, and up to ${maxCompared} are compared with each other`
    : null;

/**
 * All of a model's embeddings of some images at once, scaled to unit length. Images without one, or whose embedding has no
 * direction and is as far from everything, are left out.
 */
export async function readUnitEmbeddings(
  ctx: Pick<Context, "db">,
  set: CountedSet,
  images: readonly { id: string }[],
): Promise<UnitEmbeddings> {
  const { size } = set;
  const position = new Map(images.map(({ id }, at) => [id, at]));
  const rows = new Float32Array(set.images * size);
  const which: number[] = [];
  for await (const chunk of readEmbeddings(ctx, set)) {
    for (const [at, id] of chunk.imageIds.entries()) {
      const image = position.get(id);
      const row = chunk.rows.subarray(at * size, (at + 1) * size);
      if (image === undefined || (which.length + 1) * size > rows.length) continue;
      if (normaliseRows(row, size) >= 0) continue;
      rows.set(row, which.length * size);
      which.push(image);
    }
  }
  const order = [...which.keys()].sort((a, b) => which[a]! - which[b]!);
  return { rows: pickRows(rows, size, order), size, which: order.map((at) => which[at]!) };
}
