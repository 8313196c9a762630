/** Two items and how alike they are. */
export interface AlikePair {
  /** Positions, the smaller first. */
  first: number;
  second: number;
  /** The cosine of their angle, from -1 to 1. */
  similarity: number;
}

/** Which of two pairs is first: the more alike; of equal ones, the one whose items come earlier. */
export const comparePairs = (a: AlikePair, b: AlikePair): number =>
  b.similarity - a.similarity || a.first - b.first || a.second - b.second;

/**
 * The most alike pairs of all, found block by block: a heap whose root is the least alike of those that are kept, so that
 * most of a block is left behind by one comparison a pair.
 */
export class NearestPairs {
  private readonly limit: number;
  private readonly heap: AlikePair[] = [];

  /** @param limit how many are kept, at least 1 */
  constructor(limit: number) {
    this.limit = limit;
  }

  /** A pair must be more alike than this, or as much, to be kept. */
  get bar(): number {
    return this.heap.length < this.limit ? Number.NEGATIVE_INFINITY : this.heap[0]!.similarity;
  }

  /**
   * @param similarities [rows, columns] row by row
   * @param at the positions of its first row and column; only pairs of a smaller with a greater position are taken
   */
  addBlock(similarities: Float32Array, at: { row: number; column: number; columns: number }): void {
    const { row: firstRow, column: firstColumn, columns } = at;
    const rows = similarities.length / columns;
    let { bar } = this;
    for (let row = 0; row < rows; row++) {
      const first = firstRow + row;
      const from = Math.max(0, first + 1 - firstColumn);
      const end = (row + 1) * columns;
      for (let place = row * columns + from; place < end; place++) {
        const similarity = similarities[place]!;
        if (similarity < bar) continue;
        this.add({ first, second: firstColumn + place - row * columns, similarity });
        ({ bar } = this);
      }
    }
  }

  add(pair: AlikePair): void {
    const { heap, limit } = this;
    if (heap.length < limit) {
      heap.push(pair);
      this.rise(heap.length - 1);
    } else if (comparePairs(pair, heap[0]!) < 0) {
      heap[0] = pair;
      this.sink();
    }
  }

  /** The most alike first. */
  list(): AlikePair[] {
    return this.heap.toSorted(comparePairs);
  }

  private rise(from: number): void {
    const { heap } = this;
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (comparePairs(heap[at]!, heap[above]!) <= 0) return;
      [heap[at], heap[above]] = [heap[above]!, heap[at]!];
      at = above;
    }
  }

  private sink(): void {
    const { heap } = this;
    for (let at = 0; ; ) {
      let last = at;
      for (const below of [2 * at + 1, 2 * at + 2]) {
        if (below < heap.length && comparePairs(heap[below]!, heap[last]!) > 0) last = below;
      }
      if (last === at) return;
      [heap[at], heap[last]] = [heap[last]!, heap[at]!];
      at = last;
    }
  }
}
