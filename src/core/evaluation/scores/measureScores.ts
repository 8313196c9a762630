import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import { ratioInterval, sumsOfMean } from "../../../stats/intervals/units/ratioInterval.ts";
import { jaccard } from "../../../stats/metrics/jaccard.ts";
import { rankLabels } from "../../../stats/metrics/rankLabels.ts";
import type { EvaluatedMean } from "../evaluatedNumbers.ts";
import type { ScoreMetrics } from "../modelEvaluation.ts";
import { skewedMean } from "../skewedMean.ts";
import { F1Count } from "./countF1.ts";
import { BestF1Search } from "./findBestF1.ts";
import { PrecisionTally } from "./tallyPrecision.ts";

export interface ScoreScale {
  classes: number;
  scale: ScoreMetrics["scale"];
  /** A label is predicted where its probability is at least this; .5 by default. */
  threshold?: number;
}

export const defaultThreshold = 0.5;

/** Probabilities of an image may miss 1 by so much, as 16-bit floats do. */
const almostOne = 5e-3;
const noLabel = "no image has a valid label";
const noSum = "the probabilities of an image do not add up to 1";

/** Between 0 and 1, of every image. */
const boundedMeans = ["f1", "hamming", "jaccard", "precision"] as const;

/**
 * Adds up the score metrics of a model, row by row, so that a file may be larger than the memory. It is read three times:
 * first every row goes to `add`, then every row goes to `count`, then to `leaveOut`, in the same order (`PrecisionTally`
 * says why).
 *
 * Images without a valid label are left out, as in ReaL accuracy. Classes are ranked over images by probability (of
 * logits, by log-probability, which no softmax rounds).
 */
export class ScoreTally {
  private readonly about: Required<ScoreScale>;
  private images = 0;
  private readonly sums = { f1: 0, hamming: 0, jaccard: 0, precision: 0 };
  private readonly squares = { f1: 0, hamming: 0, jaccard: 0, precision: 0 };
  private exact = 0;
  /** Of single images: what may be large has no other interval. */
  private readonly coverages: number[] = [];
  private readonly losses: number[] = [];
  private readonly ofOriginal: number[] = [];
  private readonly ofValid: number[] = [];
  private sumsToOne = true;
  /** Of each row with a valid label: log of the sum of exponentials; 0 for probabilities. */
  private readonly shifts: number[] = [];
  private readonly f1: F1Count;
  private readonly bestF1: BestF1Search;
  private readonly precision: PrecisionTally;
  private counted = 0;
  private leftOut = 0;

  constructor({ classes, scale, threshold = defaultThreshold }: ScoreScale) {
    this.about = { classes, scale, threshold };
    this.f1 = new F1Count(classes);
    this.bestF1 = new BestF1Search(scale === "logits");
    this.precision = new PrecisionTally(classes);
  }

  /**
   * First reading.
   * @param scores [classes], no NaN
   * @param valid label indices, each once
   * @returns the greatest probability, at most 1; NaN where no label is valid
   */
  add(scores: ArrayLike<number>, valid: readonly number[], originals: readonly number[]): number {
    if (valid.length === 0) return Number.NaN;
    const { classes, scale } = this.about;
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

    const named = this.predicted(scores, shift);
    const hits = this.f1.add(named, valid);
    this.bestF1.add(scores, shift, valid);
    for (const label of valid) this.precision.add(label, scores[label]! - shift);
    const wrong = valid.length + named.length - 2 * hits;
    if (wrong === 0) this.exact++;
    const { precision, coverage, loss } = rankLabels(scores, valid);
    this.note({
      f1: (2 * hits) / (valid.length + named.length),
      hamming: wrong / classes,
      jaccard: jaccard(valid.length, named.length, hits),
      precision,
    });
    this.coverages.push(coverage);
    if (loss !== null) this.losses.push(loss);
    const surprise = (labels: readonly number[]) =>
      -Math.log(labels.reduce((mass, label) => mass + probability(label), 0));
    this.ofValid.push(surprise(valid));
    if (originals.length > 0) this.ofOriginal.push(surprise(originals));
    return Math.min(1, probability(best));
  }

  /** Second reading. */
  count(scores: ArrayLike<number>, valid: readonly number[]): void {
    if (valid.length === 0) return;
    if (this.counted === 0) {
      this.precision.prepare();
      this.bestF1.prepare(this.precision.thresholds);
    }
    const shift = this.shifts[this.counted++]!;
    this.precision.count(scores, shift);
    this.bestF1.count(scores, shift);
    this.f1.leaveOut(this.predicted(scores, shift), valid);
  }

  /** Third reading. */
  leaveOut(scores: ArrayLike<number>, valid: readonly number[]): void {
    if (valid.length === 0) return;
    this.precision.leaveOut(scores, this.shifts[this.leftOut++]!, valid);
  }

  /** @throws Error unless every row went through all readings */
  finish(): ScoreMetrics {
    const { images, about, counted, leftOut } = this;
    if (counted !== images || leftOut !== images) {
      throw new Error(`${images} rows added, but ${counted} counted and ${leftOut} left out`);
    }
    const bounded = (name: (typeof boundedMeans)[number], trials: number): EvaluatedMean => {
      if (images === 0) return { value: null, interval: null, n: 0, reason: noLabel };
      const [a, aa] = [this.sums[name], this.squares[name]];
      return { value: a / images, interval: ratioInterval(sumsOfMean(images, a, aa), trials), n: images };
    };
    const likelihood = (values: readonly number[], reason: string): EvaluatedMean => {
      const none = { value: null, interval: null, n: values.length };
      if (about.scale === "probabilities" && !this.sumsToOne) return { ...none, reason: noSum };
      if (!values.every(Number.isFinite)) return { ...none, reason: "a right label has the probability 0" };
      return skewedMean(values, [0, Number.POSITIVE_INFINITY], reason);
    };
    return {
      images,
      classes: about.classes,
      scale: about.scale,
      threshold: about.threshold,
      meanAveragePrecision: this.precision.finish(noLabel),
      f1Micro: this.f1.micro(noLabel),
      f1Macro: this.f1.macro(noLabel),
      f1Sample: bounded("f1", 2 * images),
      bestF1: this.bestF1.finish(images, noLabel),
      subsetAccuracy:
        images === 0
          ? { value: null, interval: null, n: 0, reason: noLabel }
          : { value: this.exact / images, interval: shareInterval(this.exact, images), n: images },
      hammingLoss: bounded("hamming", images * about.classes),
      jaccard: bounded("jaccard", 2 * images),
      labelRankingAveragePrecision: bounded("precision", 2 * images),
      coverageError: skewedMean(this.coverages, [1, about.classes], noLabel),
      rankingLoss: lossOf(this.losses, about.classes),
      negativeLogLikelihood: likelihood(this.ofOriginal, "no image has an original label and a valid one"),
      validNegativeLogLikelihood: likelihood(this.ofValid, noLabel),
    };
  }

  /** Labels whose probability reaches the threshold. */
  private predicted(scores: ArrayLike<number>, shift: number): number[] {
    const { classes, scale, threshold } = this.about;
    const cut = scale === "logits" ? Math.log(threshold) + shift : threshold;
    const named: number[] = [];
    for (let label = 0; label < classes; label++) if (scores[label]! >= cut) named.push(label);
    return named;
  }

  private note(values: Record<(typeof boundedMeans)[number], number>): void {
    for (const name of boundedMeans) {
      this.sums[name] += values[name];
      this.squares[name] += values[name] ** 2;
    }
  }
}

/** Losses are skewed, and bounded, too: the interval holds those of both. */
function lossOf(losses: readonly number[], classes: number): EvaluatedMean {
  const found = skewedMean(losses, [0, 1], "every label of every image is valid");
  if (found.value === null) return found;
  const [units, a, aa] = [losses.length, add(losses), add(losses.map((loss) => loss ** 2))];
  const share = ratioInterval({ units, a, b: units, aa, ab: a, bb: units }, units * classes)!;
  const [low, high] = found.interval ?? share;
  return {
    value: found.value,
    interval: [Math.min(low, share[0]), Math.max(high, share[1])],
    n: units,
  };
}

const add = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
