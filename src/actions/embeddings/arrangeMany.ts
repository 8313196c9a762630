import { findCells } from "../../core/audit/cells.ts";
import { normaliseRows } from "../../core/audit/normaliseRows.ts";
import type { MultiplyRows } from "../../core/embeddings/multiplyRows.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import { randomProjection } from "../../core/embeddings/randomProjection.ts";
import { openMultiplication } from "../../inference/product/openMultiplication.ts";
import { type Block, cellBlocks } from "../audit/blocks.ts";

/** Embeddings that can be read more than once, some at a time. */
export interface EmbeddingStream {
  /** At most. */
  count: number;
  size: number;
  /** Rows [images, size] and what they are of; valid until the next are asked for. */
  read: () => AsyncIterable<{ images: readonly number[]; rows: Float32Array }>;
}

/** What can be compared with each other, without each pair being compared. */
export interface Arranged {
  /** [which, size], of unit length, what is alike near each other. */
  rows: Float32Array;
  size: number;
  /** What each row is of. */
  which: number[];
  /** Where the pairs that are alike are. */
  blocks: Iterable<Block>;
  /** Embeddings of some rows as they were read. */
  rowsAt: (places: Iterable<number>) => Promise<(place: number) => Float32Array>;
}

/** Numbers of an image that are kept in memory: a million images take a gigabyte, and for a moment two. */
const keptNumbers = 256;

/**
 * Brings very many embeddings into memory in a form in which alike ones are found soon: fewer numbers of each, by a random
 * projection that keeps distances but for some per cent, and in cells, by which most pairs need not be compared.
 *
 * @param onStill is called with what has an embedding without a direction, which is left out
 */
export async function arrangeMany(
  stream: EmbeddingStream,
  onStill: (image: number) => void = () => {},
): Promise<Arranged> {
  const size = Math.min(stream.size, keptNumbers);
  const { multiply, close } = await openMultiplication();
  try {
    const { rows, which } = await readReduced(stream, size, multiply, onStill);
    const { order, ...cells } = await findCells(rows, size, multiply);
    const arranged = order.map((at) => which[at]!);
    return {
      rows: pickRows(rows, size, order),
      size,
      which: arranged,
      blocks: { [Symbol.iterator]: () => cellBlocks(cells) },
      rowsAt: (places) => readAgain(stream, arranged, places),
    };
  } finally {
    await close();
  }
}

async function readReduced(
  { count, size: from, read }: EmbeddingStream,
  size: number,
  multiply: MultiplyRows,
  onStill: (image: number) => void,
): Promise<{ rows: Float32Array; which: number[] }> {
  const projection = size < from ? randomProjection(from, size) : null;
  const rows = new Float32Array(count * size);
  const which: number[] = [];
  for await (const { images, rows: read_ } of read()) {
    const own = read_.slice();
    const moving = [...images.keys()].filter((at) => {
      const hasDirection = normaliseRows(own.subarray(at * from, (at + 1) * from), from) < 0;
      if (!hasDirection) onStill(images[at]!);
      return hasDirection;
    });
    if (moving.length === 0) continue;
    const some = moving.length < images.length ? pickRows(own, from, moving) : own;
    const fewer = projection ? await multiply(some, projection, from) : some;
    normaliseRows(fewer, size);
    rows.set(fewer, which.length * size);
    for (const at of moving) which.push(images[at]!);
  }
  return { rows: rows.subarray(0, which.length * size), which };
}

async function readAgain(
  { size, read }: EmbeddingStream,
  which: readonly number[],
  places: Iterable<number>,
): Promise<(place: number) => Float32Array> {
  const wanted = new Set(Array.from(places, (place) => which[place]!));
  const found = new Map<number, Float32Array>();
  for await (const { images, rows } of read()) {
    for (const [at, image] of images.entries())
      if (wanted.has(image)) found.set(image, rows.slice(at * size, (at + 1) * size));
  }
  return (place) => found.get(which[place]!)!;
}
