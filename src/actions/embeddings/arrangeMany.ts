import { findCells } from "../../core/audit/cells.ts";
import { normaliseRows } from "../../core/audit/normaliseRows.ts";
import type { MultiplyRows } from "../../core/embeddings/multiplyRows.ts";
import { pickRows } from "../../core/embeddings/pickRows.ts";
import { randomProjection } from "../../core/embeddings/randomProjection.ts";
import { openMultiplication } from "../../inference/product/openMultiplication.ts";
import { type Block, cellBlocks } from "../audit/blocks.ts";

/** Embeddings that can be read repeatedly, some at a time. */
export interface EmbeddingStream {
  /** Upper bound on the number of rows. */
  count: number;
  size: number;
  /** Rows [images, size] and the images they belong to; valid until the next ones are requested. */
  read: () => AsyncIterable<{ images: readonly number[]; rows: Float32Array }>;
}

/** Embeddings arranged so that near pairs are found without comparing all pairs. */
export interface Arranged {
  /** [which, size], of unit length, similar ones near each other. */
  rows: Float32Array;
  size: number;
  /** The image of each row. */
  which: number[];
  /** Where similar pairs are. */
  blocks: Iterable<Block>;
  /** Embeddings of some rows, as read. */
  rowsAt: (places: Iterable<number>) => Promise<(place: number) => Float32Array>;
}

/** Numbers kept in memory per image: a million images take one gigabyte, briefly two. */
const keptNumbers = 256;

/**
 * Brings very many embeddings into memory in a form in which similar ones are found quickly: fewer numbers each, by a
 * random projection that preserves distances to within some per cent, and in cells that make most comparisons
 * unnecessary.
 *
 * @param onStill is called with each image whose embedding has no direction; it is left out
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
