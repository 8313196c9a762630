/**
 * Sums and sums of products of units' terms: all that the variance of a statistic of the sums needs, however many units
 * there are.
 */
export class UnitMoments {
  /** Units added. */
  units = 0;
  /** [terms] */
  readonly sums: Float64Array;
  /** [terms, terms] */
  readonly products: Float64Array;

  constructor(terms: number) {
    this.sums = new Float64Array(terms);
    this.products = new Float64Array(terms * terms);
  }

  /** @param weight how many such units; need not be whole */
  add(row: ArrayLike<number>, weight = 1): void {
    const { sums, products } = this;
    const width = sums.length;
    this.units += weight;
    for (let a = 0; a < width; a++) {
      const value = weight * row[a]!;
      if (value === 0) continue;
      sums[a]! += value;
      for (let b = 0; b < width; b++) products[a * width + b]! += value * row[b]!;
    }
  }

  copy(): UnitMoments {
    const same = new UnitMoments(this.sums.length);
    same.units = this.units;
    same.sums.set(this.sums);
    same.products.set(this.products);
    return same;
  }
}
