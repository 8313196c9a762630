/** What scores are. */
export const scoreUnits = ["probabilities", "percent", "logits", "sigmoid"] as const;

/**
 * - `probabilities` of labels that exclude each other: from 0 to 1, all of an image add up to 1;
 * - `percent`: the same from 0 to 100;
 * - `logits`: any numbers; a softmax makes probabilities of them;
 * - `sigmoid`: a probability of its own for every label, from 0 to 1.
 */
/** What scores are said to be: "auto" tells it from all of them. */
export const scoreKinds = ["auto", ...scoreUnits] as const;
export type ScoreKind = (typeof scoreKinds)[number];

export type ScoreUnit = (typeof scoreUnits)[number];

/** Rounding may leave a probability a hair above 1, and sums of many a little more off. */
const almostOne = 1 + 1e-3;
const sumOff = 0.02;
/** Of files that are no probabilities, so many may be taken for such at most. */
const byAccident = 0.01;
/** Greater logits are rare; smaller percentages of the first label, too. */
const greatLogit = 30;

/** What is known of a file's scores after they were all seen: enough to tell what they are. */
export class ScoreSurvey {
  private images = 0;
  private min = Number.POSITIVE_INFINITY;
  private greatest = Number.NEGATIVE_INFINITY;
  private minSum = Number.POSITIVE_INFINITY;
  private greatestSum = Number.NEGATIVE_INFINITY;
  private infinite = false;
  /** Scores of some labels only. */
  private partial = false;
  /** The least number of scores of an image. */
  private width = Number.POSITIVE_INFINITY;
  private rising = 0;
  private several = 0;

  /**
   * @param scores of one image
   * @param isAll they are of every label
   * @returns the position of a score that no unit allows: not a number, or infinite; -1 without
   */
  add(scores: ArrayLike<number>, isAll: boolean): number {
    let sum = 0;
    let rises = scores.length > 1;
    let last = Number.NEGATIVE_INFINITY;
    let { min, greatest } = this;
    let finite = 0;
    for (let at = 0; at < scores.length; at++) {
      const score = scores[at]!;
      if (!(score < Number.POSITIVE_INFINITY)) return at;
      if (score === Number.NEGATIVE_INFINITY) this.infinite = true;
      else {
        finite++;
        if (score < min) min = score;
      }
      if (score > greatest) greatest = score;
      if (score <= last) rises = false;
      last = score;
      sum += score;
    }
    if (finite === 0) return 0;
    Object.assign(this, { min, greatest });
    this.images++;
    if (!isAll) this.partial = true;
    if (scores.length < this.width) this.width = scores.length;
    if (scores.length > 1) {
      this.several++;
      if (rises) this.rising++;
    }
    if (sum < this.minSum) this.minSum = sum;
    if (sum > this.greatestSum) this.greatestSum = sum;
    return -1;
  }

  get isEmpty(): boolean {
    return this.images === 0;
  }

  /**
   * What the scores are.
   *
   * @param asked what the user says they are
   * @param named what the file calls them
   * @returns the unit; or why it cannot be, or cannot be known
   */
  decide(asked: ScoreUnit | undefined, named: ScoreUnit | undefined): ScoreUnit | { refused: string } {
    const { min, greatest, minSum, greatestSum } = this;
    const range = `its scores go from ${short(min)} to ${short(greatest)}`;
    if (asked !== undefined) {
      const top = asked === "percent" ? 100 * almostOne : almostOne;
      if (asked === "logits" || (!this.infinite && min >= 0 && greatest <= top)) return asked;
      return {
        refused: `${range}${this.infinite ? " and are infinite" : ""}, so they are not what --scores ${asked} says.`,
      };
    }
    const report = this.tell(named);
    const isRising = this.several >= 3 && this.rising === this.several && named === undefined;
    if (isRising && this.partial && report === "logits") {
      return {
        refused:
          "its scores rise from label to label in every image, so the least may be the best (a distance or a loss). Where greater is better, say --scores logits; else save the scores with a minus.",
      };
    }
    if (report !== undefined) return report;
    const sums = this.infinite
      ? `${range}, and some are minus infinity`
      : `${range}, and those of an image add up to between ${short(minSum)} and ${short(greatestSum)}`;
    return {
      refused:
        `${sums}: they could be ${this.doubts()}. Say which: --scores ${scoreUnits.join(", ")}.`.replace(
          /, (\w+)\.$/,
          " or $1.",
        ),
    };
  }

  private tell(named: ScoreUnit | undefined): ScoreUnit | undefined {
    const { min, greatest, minSum, greatestSum } = this;
    if (named === "logits") return this.areShares() ? undefined : "logits";
    // A zero of which the logarithm was taken by mistake, or logits that happen to lie between 0 and 1.
    if (this.infinite && min >= 0 && greatest <= almostOne) return undefined;
    if (this.infinite || min < 0) return named === undefined ? "logits" : undefined;
    if (greatest <= almostOne) {
      if (named === "percent") return undefined;
      if (named !== undefined) return greatestSum > 1 + sumOff ? "sigmoid" : named;
      if (this.partial) return greatestSum > 1 + sumOff ? "sigmoid" : "probabilities";
      if (this.areShares()) return "probabilities";
      if (minSum >= 1 - sumOff && greatestSum <= 1 + sumOff) return undefined;
      // Independent probabilities are hardly ever all low, nor do they all stay below a sum of 1.
      return greatest > 0.5 && greatestSum > 1 + sumOff ? "sigmoid" : undefined;
    }
    const sumsTo100 = minSum >= 100 * (1 - sumOff) && greatestSum <= 100 * (1 + sumOff);
    if (!sumsTo100 && this.isShares()) return undefined;
    if (greatest > 100 * almostOne) return named === undefined ? "logits" : undefined;
    if (named === "percent" || sumsTo100) return "percent";
    if (named !== undefined)
      return greatest > greatLogit && greatestSum <= 100 * (1 + sumOff) ? "percent" : undefined;
    // No percentages: some would be near 0, and the first ones high.
    if (!this.partial && (greatest <= greatLogit || min > 1)) return "logits";
    return undefined;
  }

  /** All scores of every image are from 0 to 1 and add up to 1, not by accident. */
  private areShares(): boolean {
    const { min, greatest, minSum, greatestSum } = this;
    if (this.partial || this.infinite || min < 0 || greatest > almostOne) return false;
    return minSum >= 1 - sumOff && greatestSum <= 1 + sumOff && !this.addsUpByAccident();
  }

  /**
   * Whether any numbers from 0 to 1 could well add up to 1 as closely as these: two logits of one image do so to .02 once
   * in 25 times.
   */
  private addsUpByAccident(): boolean {
    const off = Math.max(1 - this.minSum, this.greatestSum - 1);
    // The density at 1 of the sum of n numbers that are drawn evenly from 0 to 1 is 1 / (n - 1)!
    let chance = 2 * off;
    for (let factor = 2; factor < this.width && chance > byAccident; factor++) chance /= factor;
    return chance ** this.images > byAccident;
  }

  /**
   * Shares of another whole than 1 or 100, such as per mille or of 255: none is negative, and each image's add up to the
   * same. Logits hardly ever do.
   */
  private isShares(): boolean {
    const { min, minSum, greatestSum } = this;
    const isSame = greatestSum <= minSum * (1 + sumOff) && this.images > 2;
    return !this.partial && min >= 0 && isSame && this.greatest > almostOne;
  }

  private doubts(): string {
    if (this.infinite) return "logits, which may be minus infinity, or damaged probabilities, which may not";
    if (this.areShares())
      return "logits, as they are called, or probabilities, which add up to 1 as these do";
    if (this.isShares())
      return `shares of ${Number(this.greatestSum.toPrecision(6))} (divide them by it), or logits`;
    if (this.greatest <= almostOne)
      return "probabilities of each label on its own (sigmoid), rounded probabilities, or similarities (logits)";
    return "percent or logits";
  }
}

const short = (value: number) => String(Number(value.toPrecision(4)));
