import { calibrationError } from "../stats/calibrationError.ts";
import { jaccard } from "../stats/jaccard.ts";
import { rankLabels } from "../stats/rankLabels.ts";
import type { EvaluatedNumber, ScoreMetrics } from "./evaluation.ts";

export interface ScoreScale {
  classes: number;
  scale: ScoreMetrics["scale"];
  /** A label is predicted where its probability is at least this; .5 by default. */
  threshold?: number;
  /** Of the calibration; 15 by default. */
  bins?: number;
}

/** Probabilities of an image may miss 1 by so much, as 16-bit floats do. */
const almostOne = 5e-3;
const noLabel = "no image has a valid label";
const noSum = "the probabilities of an image do not add up to 1";

/**
 * Adds up the score metrics of a model, row by row, so that a file may be larger than the memory. It is read twice:
 * first every row goes to `add`, then every row goes to `count`, in the same order; average precision asks of each valid
 * image how many others score as high, which is only known at the second reading.
 *
 * Images without a valid label are left out, as in ReaL accuracy. Classes are ranked over images by probability (of
 * logits, by log-probability, which no softmax rounds).
 */
export class ScoreTally {
  private readonly about: Required<ScoreScale>;
  private images = 0;
  private readonly sums = { f1: 0, subset: 0, hamming: 0, jaccard: 0, precision: 0, coverage: 0, loss: 0 };
  private losses = 0;
  private readonly truePositives: Float64Array;
  private readonly predicted: Float64Array;
  private readonly positives: Float64Array;
  private readonly confidence: number[] = [];
  private readonly right: number[] = [];
  private readonly likelihoods = { original: 0, originals: 0, valid: 0 };
  private sumsToOne = true;
  /** Of each row with a valid label: log of the sum of exponentials; 0 for probabilities. */
  private readonly shifts: number[] = [];
  private readonly scoresOfValid: number[][];
  /** Scores of valid images, ascending within each class: those of class c begin at `starts[c]`. */
  private thresholds = new Float64Array(0);
  private starts = new Uint32Array(0);
  /** Of each of them: images that score as high, and not as high as the next one. */
  private atLeast = new Uint32Array(0);
  /** The first of each class; infinite where no image is valid. */
  private lowest = new Float64Array(0);
  private counted = 0;

  constructor({ classes, scale, threshold = 0.5, bins = 15 }: ScoreScale) {
    this.about = { classes, scale, threshold, bins };
    this.truePositives = new Float64Array(classes);
    this.predicted = new Float64Array(classes);
    this.positives = new Float64Array(classes);
    this.scoresOfValid = Array.from({ length: classes }, () => []);
  }

  /**
   * First reading.
   * @param scores [classes], no NaN
   * @param valid label indices, each once
   */
  add(scores: ArrayLike<number>, valid: readonly number[], originals: readonly number[]): void {
    if (valid.length === 0) return;
    const { classes, scale, threshold } = this.about;
    this.images++;
    let best = 0;
    for (let label = 1; label < classes; label++) if (scores[label]! > scores[best]!) best = label;
    let shift = 0;
    let sum = 0;
    if (scale === "logits") {
      const greatest = scores[best]!;
      for (let label = 0; label < classes; label++) sum += Math.exp(scores[label]! - greatest);
      shift = greatest + Math.log(sum);
    } else {
      for (let label = 0; label < classes; label++) sum += scores[label]!;
      if (Math.abs(sum - 1) > almostOne) this.sumsToOne = false;
    }
    this.shifts.push(shift);
    const probability = (label: number) =>
      scale === "logits" ? Math.exp(scores[label]! - shift) : scores[label]!;

    const cut = scale === "logits" ? Math.log(threshold) + shift : threshold;
    let named = 0;
    for (let label = 0; label < classes; label++) {
      if (scores[label]! < cut) continue;
      named++;
      this.predicted[label]!++;
    }
    let hits = 0;
    let mass = 0;
    for (const label of valid) {
      this.positives[label]!++;
      this.scoresOfValid[label]!.push(scores[label]! - shift);
      mass += probability(label);
      if (scores[label]! < cut) continue;
      hits++;
      this.truePositives[label]!++;
    }
    const wrong = valid.length + named - 2 * hits;
    const { sums } = this;
    sums.f1 += (2 * hits) / (valid.length + named);
    sums.subset += wrong === 0 ? 1 : 0;
    sums.hamming += wrong / classes;
    sums.jaccard += jaccard(valid.length, named, hits);
    const { precision, coverage, loss } = rankLabels(scores, valid);
    sums.precision += precision;
    sums.coverage += coverage;
    if (loss !== null) {
      sums.loss += loss;
      this.losses++;
    }
    this.confidence.push(Math.min(1, probability(best)));
    this.right.push(valid.includes(best) ? 1 : 0);
    this.likelihoods.valid -= Math.log(mass);
    if (originals.length > 0) {
      this.likelihoods.originals++;
      this.likelihoods.original -= Math.log(originals.reduce((all, label) => all + probability(label), 0));
    }
  }

  /** Second reading. */
  count(scores: ArrayLike<number>, valid: readonly number[]): void {
    if (valid.length === 0) return;
    if (this.counted === 0) this.prepare();
    const { classes } = this.about;
    const shift = this.shifts[this.counted++]!;
    const { lowest, thresholds, starts, atLeast } = this;
    for (let label = 0; label < classes; label++) {
      const score = scores[label]! - shift;
      // Most images score lower than any valid one: one comparison each.
      if (score < lowest[label]!) continue;
      let below = starts[label]! + 1;
      let above = starts[label + 1]!;
      while (below < above) {
        const middle = (below + above) >> 1;
        if (thresholds[middle]! <= score) below = middle + 1;
        else above = middle;
      }
      atLeast[below - 1]!++;
    }
  }

  private prepare(): void {
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

  /** @throws Error unless every row went through both readings */
  finish(): ScoreMetrics {
    if (this.counted !== this.images)
      throw new Error(`${this.images} rows added, but ${this.counted} counted`);
    const { images, sums, confidence, right, about, likelihoods } = this;
    const mean = (sum: number, n = images, reason = noLabel): EvaluatedNumber =>
      n === 0 ? { value: null, n, reason } : { value: sum / n, n };
    const likelihood = (sum: number, n: number, reason: string): EvaluatedNumber => {
      if (about.scale === "probabilities" && !this.sumsToOne) return { value: null, n, reason: noSum };
      if (!Number.isFinite(sum)) return { value: null, n, reason: "a right label has the probability 0" };
      return mean(sum, n, reason);
    };
    const { error, bins } = calibrationError(confidence, right, about.bins);
    const hits = add(this.truePositives);
    const named = add(this.predicted);
    const wanted = add(this.positives);
    const f1s = Array.from(this.positives, (positives, label) => ({
      of: positives + this.predicted[label]!,
      value: (2 * this.truePositives[label]!) / (positives + this.predicted[label]!),
    })).filter(({ of }) => of > 0);
    const precisions = this.averagePrecisions();
    return {
      images,
      classes: about.classes,
      scale: about.scale,
      threshold: about.threshold,
      meanAveragePrecision: mean(add(precisions), precisions.length),
      f1Micro: images === 0 ? mean(0) : { value: (2 * hits) / (named + wanted), n: images },
      f1Macro: mean(add(f1s.map(({ value }) => value)), f1s.length),
      f1Sample: mean(sums.f1),
      subsetAccuracy: mean(sums.subset),
      hammingLoss: mean(sums.hamming),
      jaccard: mean(sums.jaccard),
      labelRankingAveragePrecision: mean(sums.precision),
      coverageError: mean(sums.coverage),
      rankingLoss: mean(sums.loss, this.losses, "every label of every image is valid"),
      expectedCalibrationError: error === null ? mean(0) : { value: error, n: images },
      calibration: bins.map(({ above, atMost, items, positives, meanPredicted, shareTrue }) => ({
        above,
        atMost,
        images: items,
        right: positives,
        meanConfidence: meanPredicted,
        accuracy: shareTrue,
      })),
      negativeLogLikelihood: likelihood(
        likelihoods.original,
        likelihoods.originals,
        "no image has an original label and a valid one",
      ),
      validNegativeLogLikelihood: likelihood(likelihoods.valid, images, noLabel),
    };
  }

  /** Of the classes with a valid image: the mean over these of the precision among all that score as high. */
  private averagePrecisions(): number[] {
    const found: number[] = [];
    const { thresholds, atLeast, starts } = this;
    for (let label = 0; label + 1 < starts.length; label++) {
      const [first, last] = [starts[label]!, starts[label + 1]!];
      if (first === last) continue;
      let all = 0;
      let sum = 0;
      for (let end = last; end > first; ) {
        // Equal scores share a rank.
        let start = end - 1;
        while (start > first && thresholds[start - 1] === thresholds[start]) start--;
        for (let at = start; at < end; at++) all += atLeast[at]!;
        sum += ((end - start) * (last - start)) / all;
        end = start;
      }
      found.push(sum / (last - first));
    }
    return found;
  }
}

function add(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
