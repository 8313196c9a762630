import { studentQuantile } from "../../stats/distributions/studentQuantile.ts";
import { quantile } from "../../stats/intervals/quantile.ts";
import { seededRandom } from "../seededRandom.ts";

/** Days with work that a forecast rests on; the newest ones. */
export const activeDays = 7;
/** With fewer days than this, or fewer images, nothing is forecast. */
export const minDays = 3;
export const minDone = 30;

const draws = 1000;
const dayMs = 24 * 3600 * 1000;

export interface Forecast {
  /** Images a calendar day, days without work among them. */
  perDay: number;
  /** Calendar days from today on, today whole: the middle, and the 5th and the 95th percentile. null: not in sight. */
  days: { early: number; likely: number; late: number | null };
  /** Only where the latest end is null. */
  lateMissing?: string;
  /** What it rests on. */
  basis: { days: number; done: number };
}

export type ForecastResult = Forecast | { reason: "nothing" | "done" | "too-early" };

/**
 * When a stage ends if work goes on as in the last `activeDays` days that saw any, idle days among them. Today is not over
 * and counts for nothing, neither as idle nor by what was done so far. The range holds both how little so few days tell
 * of the rate (days are drawn anew, one fewer than there are so that the mean varies as it should, and spread as Student's
 * t is wider than the normal distribution) and how the days to come vary themselves. It knows nothing of holidays, and
 * nothing of people who join or leave.
 *
 * @param byDay images finished on a day ("2026-11-21", UTC); days without work may be left out
 * @param left images still to do
 * @param today the day on which the question is asked
 * @param seed the same question gets the same answer
 */
export function forecastEnd(
  byDay: readonly { day: string; images: number }[],
  { left, today, seed }: { left: number; today: string; seed: string },
): ForecastResult {
  if (left <= 0) return { reason: byDay.length === 0 ? "nothing" : "done" };
  const recent = byDay
    .filter(({ day, images }) => images > 0 && day < today)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(-activeDays);
  const done = recent.reduce((sum, { images }) => sum + images, 0);
  const [first] = recent;
  if (!first || recent.length < minDays || done < minDone) return { reason: "too-early" };

  const known = new Map(recent.map(({ day, images }) => [day, images]));
  const span = Math.round((Date.parse(today) - Date.parse(first.day)) / dayMs);
  const counts = Array.from(
    { length: span },
    (_, offset) =>
      known.get(new Date(Date.parse(first.day) + offset * dayMs).toISOString().slice(0, 10)) ?? 0,
  );
  const random = seededRandom(seed);
  const perDay = done / span;
  const wider = studentQuantile(0.95, span - 1) / 1.6448536269514722;
  const lasting = Array.from({ length: draws }, () => {
    let sum = 0;
    let squares = 0;
    for (let draw = 1; draw < span; draw++) {
      const count = counts[Math.floor(random() * span)]!;
      sum += count;
      squares += count * count;
    }
    const mean = sum / (span - 1);
    const rate = perDay + wider * (mean - perDay);
    if (rate <= 0) return Number.POSITIVE_INFINITY;
    // The number of days until a sum is reached varies so, by the central limit theorem of renewals.
    const variance = Math.max(0, squares / (span - 1) - mean * mean);
    return Math.max(0, left / rate + drawNormal(random) * Math.sqrt((left * variance) / rate ** 3));
  }).sort((a, b) => a - b);
  const late = quantile(lasting, 0.95)!;
  return {
    perDay,
    days: {
      early: Math.min(quantile(lasting, 0.05)!, left / perDay),
      likely: left / perDay,
      late: Number.isFinite(late) ? Math.max(late, left / perDay) : null,
    },
    ...(!Number.isFinite(late) && { lateMissing: "so few days tell no rate that is above 0 for sure" }),
    basis: { days: recent.length, done },
  };
}

/** Box and Muller (1958). */
const drawNormal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
