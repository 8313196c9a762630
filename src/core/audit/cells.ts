import type { MultiplyRows } from "../embeddings/multiplyRows.ts";
import { pickRows } from "../embeddings/pickRows.ts";
import { seededRandom } from "../seededRandom.ts";
import { normaliseRows } from "./normaliseRows.ts";

/** Items grouped into cells: similar items share a cell or lie in neighbouring ones. */
export interface Cells {
  /** Positions of the items, cell by cell. */
  order: number[];
  /** [cells + 1]: where in `order` a cell begins. */
  starts: Int32Array;
  /** Pairs of cells whose items are compared: each with itself, and with those nearest to it; the smaller first. */
  near: [number, number][];
}

interface Sizes {
  /** Approximate number of items per cell. */
  each?: number;
  /** Number of nearest cells, itself included, that each cell is compared with. */
  probes?: number;
}

/** Rows that are multiplied at once, items by which a cell's centre is found, and rounds of that. */
const [atOnce, sampled, rounds] = [8192, 64, 8];

/**
 * Puts items into cells by k-means of their directions, so that not all pairs have to be compared to find those that are
 * alike. The same rows give the same cells.
 *
 * @param rows [items, size], of unit length
 */
export async function findCells(
  rows: Float32Array,
  size: number,
  multiply: MultiplyRows,
  { each = 1000, probes = 16 }: Sizes = {},
): Promise<Cells> {
  const items = rows.length / size;
  const count = Math.max(1, Math.ceil(items / each));
  const random = seededRandom("cells");
  const draw = (n: number) => pickRows(rows, size, drawPlaces(items, n, random));
  const sample = draw(Math.min(items, sampled * count));
  let centres = sample.slice(0, count * size);
  for (let round = 0; round < rounds; round++) {
    const cells = await assign(sample, size, centres, multiply);
    const sums = new Float32Array(count * size);
    for (const [at, cell] of cells.entries()) {
      for (let place = 0; place < size; place++) sums[cell * size + place]! += sample[at * size + place]!;
    }
    centres = sums;
    // A cell that is nearest to no item restarts at a random one.
    for (let empty = normaliseRows(centres, size); empty >= 0; empty = normaliseRows(centres, size))
      centres.set(draw(1), empty * size);
  }
  const cells = await assign(rows, size, centres, multiply);
  const starts = new Int32Array(count + 1);
  for (const cell of cells) starts[cell + 1]!++;
  for (let cell = 0; cell < count; cell++) starts[cell + 1]! += starts[cell]!;
  const next = starts.slice();
  const order = new Array<number>(items);
  for (const [at, cell] of cells.entries()) order[next[cell]!++] = at;
  return { order, starts, near: await findNearCells(centres, size, multiply, probes) };
}

/** So many different positions, the first ones of a shuffle. */
function drawPlaces(items: number, count: number, random: () => number): number[] {
  const drawn = new Map<number, number>();
  return Array.from({ length: count }, (_, at) => {
    const from = at + Math.floor(random() * (items - at));
    const place = drawn.get(from) ?? from;
    drawn.set(from, drawn.get(at) ?? at);
    return place;
  });
}

/** The nearest centre of each row. */
async function assign(
  rows: Float32Array,
  size: number,
  centres: Float32Array,
  multiply: MultiplyRows,
): Promise<Int32Array> {
  const [items, count] = [rows.length / size, centres.length / size];
  const nearest = new Int32Array(items);
  for (let first = 0; first < items; first += atOnce) {
    const end = Math.min(items, first + atOnce);
    const products = await multiply(rows.subarray(first * size, end * size), centres, size);
    for (let at = first, from = 0; at < end; at++, from += count) {
      let best = 0;
      for (let centre = 1; centre < count; centre++)
        if (products[from + centre]! > products[from + best]!) best = centre;
      nearest[at] = best;
    }
  }
  return nearest;
}

async function findNearCells(
  centres: Float32Array,
  size: number,
  multiply: MultiplyRows,
  probes: number,
): Promise<[number, number][]> {
  const count = centres.length / size;
  const products = await multiply(centres, centres, size);
  const near = new Set<number>();
  for (let cell = 0; cell < count; cell++) {
    const row = products.subarray(cell * count, (cell + 1) * count);
    const others = [...row.keys()].filter((other) => other !== cell).sort((a, b) => row[b]! - row[a]!);
    for (const other of [cell, ...others.slice(0, probes - 1)])
      near.add(Math.min(cell, other) * count + Math.max(cell, other));
  }
  return [...near].sort((a, b) => a - b).map((pair) => [Math.floor(pair / count), pair % count]);
}
