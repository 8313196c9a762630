import { jackknifeInterval } from "../../../stats/intervals/units/jackknifeInterval.ts";
import { ratioInterval } from "../../../stats/intervals/units/ratioInterval.ts";
import { hasLabel } from "../../../stats/metrics/hasLabel.ts";
import type { EvaluatedMean } from "../evaluatedNumbers.ts";

/** Counts what is named, valid and both, image by image and class by class. */
export class F1Count {
  private readonly hits: Float64Array;
  private readonly named: Float64Array;
  private readonly valid: Float64Array;
  private readonly sums = { images: 0, a: 0, b: 0, aa: 0, ab: 0, bb: 0 };
  /** Macro F1 is a mean over classes that are valid or named: how many, and the sum. */
  private classes = 0;
  private sum = 0;
  private readonly without: number[] = [];

  /** @param classes above every label */
  constructor(classes: number) {
    this.hits = new Float64Array(classes);
    this.named = new Float64Array(classes);
    this.valid = new Float64Array(classes);
  }

  /**
   * First round, every image.
   *
   * @param named label indices, each once
   * @param valid the same
   * @returns how many are both
   */
  add(named: readonly number[], valid: readonly number[]): number {
    let both = 0;
    for (let at = 0; at < named.length; at++) {
      const label = named[at]!;
      this.named[label]!++;
      if (!hasLabel(valid, label)) continue;
      both++;
      this.hits[label]!++;
    }
    for (let at = 0; at < valid.length; at++) this.valid[valid[at]!]!++;
    const { sums } = this;
    const [a, b] = [2 * both, named.length + valid.length];
    sums.images++;
    sums.a += a;
    sums.b += b;
    sums.aa += a * a;
    sums.ab += a * b;
    sums.bb += b * b;
    return both;
  }

  /** Second round, every image again: macro F1 without it. */
  leaveOut(named: readonly number[], valid: readonly number[]): void {
    if (this.without.length === 0) this.total();
    let [sum, classes] = [this.sum, this.classes];
    for (let at = 0; at < named.length + valid.length; at++) {
      const isNamed = at < named.length;
      const label = isNamed ? named[at]! : valid[at - named.length]!;
      const isBoth = hasLabel(isNamed ? valid : named, label);
      if (isBoth && !isNamed) continue;
      const mentions = this.named[label]! + this.valid[label]!;
      const hits = this.hits[label]!;
      sum -= (2 * hits) / mentions;
      const left = mentions - (isBoth ? 2 : 1);
      if (left === 0) classes--;
      else sum += (2 * (hits - (isBoth ? 1 : 0))) / left;
    }
    this.without.push(classes === 0 ? 0 : sum / classes);
  }

  /** Pooled over all labels of all images; `n` counts images. */
  micro(reason: string): EvaluatedMean {
    const { images, a, b, aa, ab, bb } = this.sums;
    if (b === 0) return { value: null, interval: null, n: images, reason };
    return { value: a / b, interval: ratioInterval({ units: images, a, b, aa, ab, bb }, b / 2), n: images };
  }

  /** Mean over classes that are valid or named somewhere; `n` counts them. */
  macro(reason: string): EvaluatedMean {
    this.total();
    const { classes, sum, without } = this;
    if (classes === 0) return { value: null, interval: null, n: 0, reason };
    const value = sum / classes;
    const interval = jackknifeInterval(value, without);
    return { value, interval, n: classes, ...(interval ? {} : { intervalMissing: oneImage }) };
  }

  private total(): void {
    let [classes, sum] = [0, 0];
    for (let label = 0; label < this.named.length; label++) {
      const mentions = this.named[label]! + this.valid[label]!;
      if (mentions === 0) continue;
      classes++;
      sum += (2 * this.hits[label]!) / mentions;
    }
    this.classes = classes;
    this.sum = sum;
  }
}

export const oneImage = "one image does not tell how it varies";
