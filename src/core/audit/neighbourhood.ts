import type { Edge } from "../../stats/audit/singleLinkage.ts";

/** What is known of each item's nearest ones. */
export interface Nearest {
  /** Pairs of an item and one of its nearest; a pair may come twice. */
  edges: Edge[];
  /** Distance to the nearest item with a label in common [items]; infinity without any, or without labels. */
  same: Float64Array;
  /** Distance to the nearest item with labels, but none in common [items], and which one it is; -1 without any. */
  other: Float64Array;
  nearestOther: Int32Array;
}

/**
 * Follows the nearest items of each item while all pairs are compared block by block.
 */
export class Neighbourhood {
  private readonly sets: readonly (readonly number[])[];
  private readonly count: number;
  /** [items, count], the most alike first. */
  private readonly similar: Float32Array;
  private readonly which: Int32Array;
  private readonly same: Float32Array;
  private readonly other: Float32Array;
  private readonly nearestOther: Int32Array;

  /**
   * @param sets the labels of each item [items][any number]
   * @param count how many of the nearest are kept of each
   */
  constructor(sets: readonly (readonly number[])[], count: number) {
    const items = sets.length;
    this.sets = sets;
    this.count = count;
    this.similar = new Float32Array(items * count).fill(nothing);
    this.which = new Int32Array(items * count).fill(-1);
    this.same = new Float32Array(items).fill(nothing);
    this.other = new Float32Array(items).fill(nothing);
    this.nearestOther = new Int32Array(items).fill(-1);
  }

  /** As `NearestPairs.addBlock`. */
  addBlock(similarities: Float32Array, at: { row: number; column: number; columns: number }): void {
    const { row: firstRow, column: firstColumn, columns } = at;
    const rows = similarities.length / columns;
    const { similar, count, same, other } = this;
    for (let row = 0; row < rows; row++) {
      const first = firstRow + row;
      for (let place = Math.max(0, first + 1 - firstColumn); place < columns; place++) {
        const similarity = similarities[row * columns + place]!;
        const second = firstColumn + place;
        if (similarity > similar[first * count + count - 1]!) this.insert(first, second, similarity);
        if (similarity > similar[second * count + count - 1]!) this.insert(second, first, similarity);
        const isNew =
          similarity > same[first]! ||
          similarity > other[first]! ||
          similarity > same[second]! ||
          similarity > other[second]!;
        if (isNew) this.compare(first, second, similarity);
      }
    }
  }

  private insert(item: number, neighbour: number, similarity: number): void {
    const { similar, which, count } = this;
    let at = item * count + count - 1;
    while (at > item * count && similar[at - 1]! < similarity) {
      similar[at] = similar[at - 1]!;
      which[at] = which[at - 1]!;
      at--;
    }
    similar[at] = similarity;
    which[at] = neighbour;
  }

  private compare(first: number, second: number, similarity: number): void {
    const [a, b] = [this.sets[first]!, this.sets[second]!];
    if (a.length === 0 || b.length === 0) return;
    const isSame = a.some((label) => b.includes(label));
    const best = isSame ? this.same : this.other;
    for (const [one, two] of [
      [first, second],
      [second, first],
    ] as const) {
      if (similarity <= best[one]!) continue;
      best[one] = similarity;
      if (!isSame) this.nearestOther[one] = two;
    }
  }

  finish(): Nearest {
    const edges: Edge[] = [];
    for (const [at, second] of this.which.entries()) {
      if (second < 0) continue;
      const first = Math.floor(at / this.count);
      edges.push({ first, second, distance: toDistance(this.similar[at]!) });
    }
    return {
      edges,
      same: Float64Array.from(this.same, toDistance),
      other: Float64Array.from(this.other, toDistance),
      nearestOther: this.nearestOther,
    };
  }
}

/** Less than any cosine. */
const nothing = -2;

const toDistance = (similarity: number) =>
  similarity === nothing ? Number.POSITIVE_INFINITY : Math.max(0, 1 - similarity);
