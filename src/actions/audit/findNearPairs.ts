import { comparePairs, NearestPairs } from "../../core/audit/nearestPairs.ts";
import { openMultiplication } from "../../inference/product/openMultiplication.ts";
import type { Arranged } from "../embeddings/arrangeMany.ts";
import { allBlocks } from "./blocks.ts";

/** Two images that look alike to a model. */
export interface NearPair {
  /** Positions, the smaller first. */
  first: number;
  second: number;
  /** 1 - the cosine of the angle between their embeddings, from 0 to 2. */
  distance: number;
}

/** Products are rounded to float32, so this many more pairs are kept and compared exactly. */
const spare = 64;

type OnBlock = (similarities: Float32Array, at: { row: number; column: number; columns: number }) => void;

/**
 * Compares pairs of rows in blocks: all, those of some blocks, or each row with each of `against`, whose positions come
 * after those of the rows.
 *
 * @param rows [images, size], of unit length, see `normaliseRows`
 * @param onBlock is called with the cosines of each block, as `NearestPairs.addBlock` takes them
 */
async function compareAll(
  rows: Float32Array,
  size: number,
  onBlock: OnBlock,
  { against, arranged }: Pick<Alongside, "against" | "arranged">,
): Promise<void> {
  const images = rows.length / size;
  const [columnRows, shift] = against ? [against, images] : [rows, 0];
  const blocks = arranged?.blocks ?? allBlocks(images, against && against.length / size);
  const { multiply, close } = await openMultiplication();
  try {
    for (const { row, rows: height, column, columns } of blocks) {
      const some = rows.subarray(row * size, (row + height) * size);
      const others = columnRows.subarray(column * size, (column + columns) * size);
      onBlock(await multiply(some, others, size), { row, column: column + shift, columns });
    }
  } finally {
    await close();
  }
}

/** What else pairs are compared by. */
interface Alongside {
  /** Is also called with every block. */
  onBlock?: OnBlock;
  /** How far two pictures agree, from -1 to 1: pairs with near embeddings are ordered by both. */
  resemblance?: (first: number, second: number) => number;
  /** [others, size], of unit length: each row is compared with each of these, whose positions follow those of the rows. */
  against?: Float32Array | undefined;
  /** How the rows are arranged: only these blocks are compared, and near pairs again on the embeddings as read. */
  arranged?: Pick<Arranged, "blocks" | "rowsAt"> | undefined;
}

/** Pairs compared once more for each listed pair; and the least and the most of them. */
const [candidatesEach, minCandidates, maxCandidates] = [20, 30_000, 1_000_000];
/** Weight of two pictures' resemblance beside the cosine, found on photos of 32 x 32 pixels. */
const weight = 0.5;
/** Where rows have fewer numbers than were read, this many times as many pairs are compared again as read. */
const spareTimes = 16;

/**
 * Finds the pairs of rows that are nearest by cosine distance, of all pairs, or of those with `against`; or, with
 * `resemblance`, by the mean of the cosine and half of it, as a distance from 0 to 2.
 *
 * @param rows [images, size], of unit length, see `normaliseRows`
 * @param limit how many pairs are listed
 * @returns the nearest first; among equals, the pair with the earlier images
 */
export async function findNearPairs(
  rows: Float32Array,
  size: number,
  limit: number,
  { onBlock, resemblance, against, arranged }: Alongside = {},
): Promise<NearPair[]> {
  const candidates = Math.min(maxCandidates, Math.max(minCandidates, candidatesEach * limit));
  const more = arranged ? Math.min(maxCandidates, spareTimes * limit) : limit;
  const kept = resemblance ? Math.max(limit, candidates) : Math.max(limit, more) + spare;
  const nearest = new NearestPairs(kept);
  const add: OnBlock = (similarities, at) => {
    nearest.addBlock(similarities, at);
    onBlock?.(similarities, at);
  };
  await compareAll(rows, size, add, { against, arranged });
  const pairs = nearest.list();
  const rowAt =
    (await arranged?.rowsAt(pairs.flatMap(({ first, second }) => [first, second]))) ??
    ((at: number) => {
      const own = at * size;
      return own < rows.length || !against
        ? rows.subarray(own, own + size)
        : against.subarray(own - rows.length, own - rows.length + size);
    });
  return pairs
    .map((pair) => {
      const alike = cosine(rowAt(pair.first), rowAt(pair.second));
      const similarity = resemblance
        ? (alike + weight * resemblance(pair.first, pair.second)) / (1 + weight)
        : alike;
      return { ...pair, similarity };
    })
    .sort(comparePairs)
    .slice(0, limit)
    .map(({ first, second, similarity }) => ({ first, second, distance: Math.max(0, 1 - similarity) }));
}

function cosine(one: Float32Array, other: Float32Array): number {
  let [product, a, b] = [0, 0, 0];
  for (let at = 0; at < one.length; at++) {
    product += one[at]! * other[at]!;
    a += one[at]! * one[at]!;
    b += other[at]! * other[at]!;
  }
  return product / Math.sqrt(a * b);
}
