import type { BestF1 } from "../evaluatedNumbers.ts";

/** Log-probabilities below the first bin's are one bin. */
const minShare = 1e-4;
const minLog = Math.log(minShare);
const binsPerUnit = 100;
const binCount = Math.ceil(-minLog * binsPerUnit) + 2;

/**
 * The probability at which micro F1 is greatest if just the labels from there on are predicted. It is that of a valid
 * label: between two of them F1 only falls. Images are read twice: the first reading tells how low it can be, and
 * the second looks at the scores above that alone.
 */
export class BestF1Search {
  private readonly isLog: boolean;
  private readonly named = new Float64Array(binCount);
  private readonly hits = new Float64Array(binCount);
  private positives = 0;
  /** Scores of valid labels that may be it, ascending. */
  private candidates = new Float64Array(0);
  private atLeast = new Float64Array(0);

  /** @param isLog scores less their shift are logarithms of probabilities, else probabilities */
  constructor(isLog: boolean) {
    this.isLog = isLog;
  }

  add(scores: ArrayLike<number>, shift: number, valid: readonly number[]): void {
    const { named, hits } = this;
    const min = this.isLog ? minLog : minShare;
    let low = 0;
    for (let label = 0; label < scores.length; label++) {
      const score = scores[label]! - shift;
      // Of most labels a comparison is all that is needed.
      if (score < min) low++;
      else named[this.bin(score)]!++;
    }
    named[0]! += low;
    for (const label of valid) hits[this.bin(scores[label]! - shift)]!++;
    this.positives += valid.length;
  }

  /** @param ofValid scores less shift of all valid labels */
  prepare(ofValid: Float64Array): void {
    const { named, hits, positives } = this;
    let [above, found, best] = [0, 0, 0];
    for (let bin = binCount - 1; bin >= 0; bin--) {
      above += named[bin]!;
      found += hits[bin]!;
      best = Math.max(best, (2 * found) / (above + positives));
    }
    let lowest = binCount - 1;
    [above, found] = [0, 0];
    for (let bin = binCount - 1; bin >= 0; bin--) {
      found += hits[bin]!;
      // At best, all of the bin's valid labels lie above all others.
      if (hits[bin]! > 0 && (2 * found) / (above + hits[bin]! + positives) >= best) lowest = bin;
      above += named[bin]!;
    }
    this.candidates = ofValid.filter((score) => this.bin(score) >= lowest).sort();
    this.atLeast = new Float64Array(this.candidates.length);
  }

  count(scores: ArrayLike<number>, shift: number): void {
    const { candidates, atLeast } = this;
    const lowest = candidates[0] ?? Number.POSITIVE_INFINITY;
    for (let label = 0; label < scores.length; label++) {
      const score = scores[label]! - shift;
      if (score < lowest) continue;
      let below = 1;
      let above = candidates.length;
      while (below < above) {
        const middle = (below + above) >> 1;
        if (candidates[middle]! <= score) below = middle + 1;
        else above = middle;
      }
      atLeast[below - 1]!++;
    }
  }

  /** @param n images */
  finish(n: number, reason: string): BestF1 {
    const { candidates, atLeast, positives } = this;
    let [named, best, threshold] = [0, -1, 0];
    for (let at = candidates.length - 1; at >= 0; at--) {
      named += atLeast[at]!;
      if (at > 0 && candidates[at - 1] === candidates[at]) continue;
      const value = (2 * (candidates.length - at)) / (named + positives);
      if (value > best) [best, threshold] = [value, candidates[at]!];
    }
    if (best < 0) return { value: null, interval: null, n, reason, threshold: null };
    return {
      value: best,
      interval: null,
      intervalMissing: "the threshold was chosen on the same images, which makes it too high",
      n,
      threshold: this.isLog ? Math.exp(threshold) : threshold,
    };
  }

  private bin(score: number): number {
    const log = this.isLog ? score : score < minShare ? Number.NEGATIVE_INFINITY : Math.log(score);
    if (!(log >= minLog)) return 0;
    return Math.min(binCount - 1, 1 + Math.floor((log - minLog) * binsPerUnit));
  }
}
