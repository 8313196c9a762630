import { type BetweenVariance, betweenVariance } from "../../stats/intervals/betweenVariance.ts";
import { meanLimits } from "../../stats/intervals/meanLimits.ts";
import { shareLimits } from "../../stats/intervals/shares/shareLimits.ts";

/** Earlier weeks that it takes before one is judged. */
export const minWeeks = 3;
/** Weeks beyond the first of each person that it takes, of all people, to tell how a level varies by itself. */
const minDegrees = 8;
/** Weeks that are judged together, too: a small change shows only in several. */
export const togetherWeeks = 4;
/** Weeks of a person that are out in a row: from then on they are what is usual. */
export const newLevelWeeks = 8;
/**
 * At most this probability a week without any change has to be beyond a limit. People are judged by some measures each
 * week: together they make less than one note in half a year of a person who has not changed (docs/trust.md).
 */
const tails = { share: 0.004, mean: 0.002 };
/** Minimum number of images for a mean to be judged. */
const minForMean = 10;

/** What a person did in a week: images, the mean of their values, and the sum of squared differences from it. */
export interface WeekSums {
  /** The Monday it begins with. */
  week: string;
  count: number;
  mean: number;
  squares: number;
}

/** How a measure is judged. */
export interface ChartRule {
  /** Values are yes or no, and only too few yes is out; or they are numbers, and either side is. */
  kind: "share" | "mean";
  /** Of means: the variance of a value where too few tell. */
  variance?: number;
}

export interface Judged {
  images: number;
  value: number;
  /** null: no value is out on this side. */
  low: number | null;
  high: number | null;
}

export type Side = "low" | "high";

export interface JudgedWeek extends Judged {
  week: string;
  /** Why it has no limits; null where it has. */
  unjudged: "few-weeks" | "few-images" | "not-over" | null;
  /** With the weeks before it; null where these are too few. */
  together: Judged | null;
  /** On which side it is out, alone or with the weeks before it. */
  out: { side: Side; over: "week" | "together" } | null;
}

/**
 * Judges each week of each person by what was usual in their own earlier weeks: a control chart. How much a person's
 * level varies from week to week without any change is learned from everybody's weeks, so that few of each person's are
 * enough. A week that is out tells nothing of what is usual; where the next `newLevelWeeks` of a person are out, too, what
 * they do is what is usual from then on.
 *
 * @param series each person's weeks, ascending
 * @param today the week that it lies in is not over, and not judged
 */
export function judgeWeeks(
  series: readonly (readonly WeekSums[])[],
  rule: ChartRule,
  today: string,
): JudgedWeek[][] {
  const charts = series.map(() => new Chart());
  const weeks = [...new Set(series.flatMap((one) => one.map(({ week }) => week)))].sort();
  for (const week of weeks) {
    const variation = findVariation(
      charts.map(({ usual }) => usual),
      rule,
    );
    for (const [at, one] of series.entries()) {
      const sums = one.find((row) => row.week === week);
      if (sums) charts[at]!.add(sums, { rule, variation, isOver: isOver(week, today) });
    }
  }
  return charts.map(({ judged }) => judged);
}

class Chart {
  readonly judged: JudgedWeek[] = [];
  /** Weeks by which others are judged. */
  usual: WeekSums[] = [];
  /** All weeks so far. */
  private readonly past: WeekSums[] = [];
  /** The last ones in a row that are out on one side. */
  private outs: WeekSums[] = [];

  add(
    sums: WeekSums,
    { rule, variation, isOver }: { rule: ChartRule; variation: BetweenVariance | null; isOver: boolean },
  ): void {
    const { week, count: images, mean: value } = sums;
    const bare = { week, images, value, low: null, high: null, together: null, out: null };
    if (!isOver) {
      this.judged.push({ ...bare, unjudged: "not-over" });
      return;
    }
    const before = this.past.slice(1 - togetherWeeks);
    this.past.push(sums);
    if (this.usual.length < minWeeks || !variation || variation.degrees < minDegrees) {
      this.usual.push(sums);
      this.judged.push({ ...bare, unjudged: "few-weeks" });
      return;
    }
    const alone = judge([sums], this.usual, variation, rule);
    const rest = this.usual.filter((one) => !before.includes(one));
    const together = rest.length < minWeeks ? null : judge([...before, sums], rest, variation, rule);
    const out = findOut(alone, together);
    this.settle(sums, out, rest);
    const unjudged = alone.low === null && alone.high === null ? "few-images" : null;
    this.judged.push({ week, ...alone, unjudged, together, out });
  }

  private settle(sums: WeekSums, out: JudgedWeek["out"], rest: WeekSums[]): void {
    if (!out) {
      this.usual.push(sums);
      this.outs = [];
      return;
    }
    // Weeks that are out only together may all be what has changed.
    if (out.over === "together") this.usual = rest;
    const isSame = this.judged.at(-1)?.out?.side === out.side;
    this.outs = [...(isSame ? this.outs : []), sums];
    if (this.outs.length < newLevelWeeks) return;
    this.usual = this.outs;
    this.outs = [];
  }
}

function findOut(alone: Judged, together: Judged | null): JudgedWeek["out"] {
  const side = sideOf(alone);
  if (side) return { side, over: "week" };
  const sideTogether = together && sideOf(together);
  return sideTogether ? { side: sideTogether, over: "together" } : null;
}

const sideOf = ({ value, low, high }: Judged): Side | null =>
  low !== null && value < low ? "low" : high !== null && value > high ? "high" : null;

function judge(
  next: readonly WeekSums[],
  usual: readonly WeekSums[],
  variation: BetweenVariance,
  { kind, variance = 1 }: ChartRule,
): Judged {
  const images = next.reduce((sum, { count }) => sum + count, 0);
  if (kind === "share") {
    const successes = next.reduce((sum, one) => sum + one.count * one.mean, 0);
    const { low } = shareLimits(
      next.map(({ count }) => count),
      usual.map(({ count, mean }) => ({ trials: count, successes: count * mean })),
      Math.min(1, variation.variance),
      tails.share,
    );
    return { images, value: successes / images, low: low === 0 ? null : low / images, high: null };
  }
  const { mean, limits } = meanLimits(next, usual, {
    between: variation,
    prior: { count: priorImages, variance },
    tail: tails.mean,
  });
  const [low, high] = images < minForMean ? [null, null] : limits;
  return { images, value: mean, low, high };
}

/** Images that are added to what a person's own tell of how values vary. */
const priorImages = 4;

/** Of shares the variation is over share * (1 - share): people at different levels are pooled so. */
function findVariation(usual: readonly (readonly WeekSums[])[], { kind }: ChartRule): BetweenVariance | null {
  if (kind === "mean") return betweenVariance(usual);
  const scaled = usual.map((weeks) => {
    const count = weeks.reduce((sum, one) => sum + one.count, 0);
    const share = weeks.reduce((sum, one) => sum + one.count * one.mean, 0) / count;
    const spread = Math.sqrt((share * (1 - share) * count) / (count - 1));
    // Someone who is always or never right does not tell how shares vary.
    return spread > 0 ? weeks.map((one) => ({ ...one, mean: one.mean / spread })) : [];
  });
  const degrees = usual.reduce((sum, { length }) => sum + Math.max(0, length - 1), 0);
  return { variance: betweenVariance(scaled, () => 1)?.variance ?? 0, degrees };
}

const weekMs = 7 * 24 * 3600 * 1000;
const isOver = (week: string, today: string) => Date.parse(week) + weekMs <= Date.parse(today);
