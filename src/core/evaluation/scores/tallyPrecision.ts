import { jackknifeInterval } from "../../../stats/intervals/units/jackknifeInterval.ts";
import type { EvaluatedMean } from "../evaluatedNumbers.ts";
import { oneImage } from "./countF1.ts";

/**
 * Mean average precision over classes, of images that are read three times: `add` every valid score, then `count` every
 * score, then `leaveOut` every image. Average precision asks of each valid image how many others score as high, which is
 * only known at the second reading, and what it is without an image is known after it.
 */
export class PrecisionTally {
  private readonly scoresOfValid: number[][];
  /** Scores of valid images, ascending within each class: those of class c begin at `starts[c]`. */
  thresholds = new Float64Array(0);
  private starts = new Uint32Array(0);
  /** Of each of them: images that score as high, and not as high as the next one; then all that score as high. */
  private atLeast = new Uint32Array(0);
  /** The first of each class; infinite where no image is valid. */
  private lowest = new Float64Array(0);
  private isTotalled = false;
  /** Of each class with a valid image. */
  private readonly precisions = new Map<number, number>();
  private sum = 0;
  /**
   * Sums over a class's valid images up to each, of their precision, of what it gains without a wrong image above, and
   * of what it is without a valid one above.
   */
  private below = { precision: new Float64Array(0), gain: new Float64Array(0), less: new Float64Array(0) };
  private readonly without: number[] = [];

  constructor(classes: number) {
    this.scoresOfValid = Array.from({ length: classes }, () => []);
  }

  add(label: number, score: number): void {
    this.scoresOfValid[label]!.push(score);
  }

  /** Between the first reading and the second. */
  prepare(): void {
    const lists = this.scoresOfValid;
    this.starts = new Uint32Array(lists.length + 1);
    for (const [label, { length }] of lists.entries()) this.starts[label + 1] = this.starts[label]! + length;
    this.thresholds = new Float64Array(this.starts.at(-1)!);
    for (const [label, list] of lists.entries()) {
      this.thresholds.set(Float64Array.from(list).sort(), this.starts[label]!);
    }
    this.atLeast = new Uint32Array(this.thresholds.length);
    this.lowest = Float64Array.from(lists, ({ length }, label) =>
      length === 0 ? Number.POSITIVE_INFINITY : this.thresholds[this.starts[label]!]!,
    );
  }

  /** @param shift what is taken from every score */
  count(scores: ArrayLike<number>, shift: number): void {
    const { lowest, atLeast } = this;
    for (let label = 0; label < lowest.length; label++) {
      const score = scores[label]! - shift;
      // Most images score lower than any valid one: one comparison each.
      if (score >= lowest[label]!) atLeast[this.place(label, score)]!++;
    }
  }

  /** Mean average precision without an image. */
  leaveOut(scores: ArrayLike<number>, shift: number, valid: readonly number[]): void {
    this.total();
    const { lowest, starts, precisions, below, atLeast } = this;
    let sum = this.sum;
    let classes = precisions.size;
    for (let label = 0; label < lowest.length; label++) {
      const score = scores[label]! - shift;
      if (score < lowest[label]!) continue;
      const [first, last] = [starts[label]!, starts[label + 1]! - 1];
      const at = this.place(label, score);
      const positives = last - first + 1;
      if (!valid.includes(label)) {
        sum += below.gain[at]! / positives;
        continue;
      }
      sum -= precisions.get(label)!;
      if (positives === 1) {
        classes--;
        continue;
      }
      const above = below.precision[last]! - below.precision[at]!;
      // Of equal scores, one is left out.
      const own = atLeast[at]! > 1 ? (last - this.firstEqual(at, first)) / (atLeast[at]! - 1) : 0;
      sum += (above + below.less[at]! - own) / (positives - 1);
    }
    this.without.push(classes === 0 ? 0 : sum / classes);
  }

  finish(reason: string): EvaluatedMean {
    this.total();
    const n = this.precisions.size;
    if (n === 0) return { value: null, interval: null, n, reason };
    const value = this.sum / n;
    const interval = jackknifeInterval(value, this.without);
    return { value, interval, n, ...(interval ? {} : { intervalMissing: oneImage }) };
  }

  /** The last of the class's thresholds that is not above a score, which is not below all of them. */
  private place(label: number, score: number): number {
    const { thresholds, starts } = this;
    let below = starts[label]! + 1;
    let above = starts[label + 1]!;
    while (below < above) {
      const middle = (below + above) >> 1;
      if (thresholds[middle]! <= score) below = middle + 1;
      else above = middle;
    }
    return below - 1;
  }

  private firstEqual(at: number, first: number): number {
    let start = at;
    while (start > first && this.thresholds[start - 1] === this.thresholds[at]) start--;
    return start;
  }

  private total(): void {
    if (this.isTotalled) return;
    this.isTotalled = true;
    const { starts, atLeast, below } = this;
    const length = this.thresholds.length;
    for (const name of ["precision", "gain", "less"] as const) below[name] = new Float64Array(length);
    for (let label = 0; label + 1 < starts.length; label++) {
      const [first, last] = [starts[label]!, starts[label + 1]!];
      if (first === last) continue;
      let all = 0;
      let sum = 0;
      for (let end = last; end > first; ) {
        // Equal scores share a rank.
        const start = this.firstEqual(end - 1, first);
        for (let at = start; at < end; at++) all += atLeast[at]!;
        const valid = last - start;
        sum += ((end - start) * valid) / all;
        for (let at = start; at < end; at++) {
          atLeast[at] = all;
          below.precision[at] = valid / all;
          below.gain[at] = all > valid ? valid / (all - 1) - valid / all : 0;
          below.less[at] = all > 1 ? (valid - 1) / (all - 1) : 0;
        }
        end = start;
      }
      for (let at = first + 1; at < last; at++) {
        for (const name of ["precision", "gain", "less"] as const) below[name][at]! += below[name][at - 1]!;
      }
      this.precisions.set(label, sum / (last - first));
      this.sum += sum / (last - first);
    }
  }
}
