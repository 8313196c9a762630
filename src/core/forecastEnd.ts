import { quantile } from "../stats/quantile.ts";
import { seededRandom } from "./seededRandom.ts";

/** Days with work that a forecast rests on; the newest ones. */
export const activeDays = 7;
/** With fewer days than this, or fewer images, nothing is forecast. */
export const fewestDays = 3;
export const fewestDone = 30;

const draws = 1000;
const dayMs = 24 * 3600 * 1000;

export interface Forecast {
  /** Images a calendar day, days without work among them. */
  perDay: number;
  /** Calendar days from today on: the middle, and the 5th and the 95th percentile. null: not in sight. */
  days: { early: number; likely: number; late: number | null };
  /** What it rests on. */
  basis: { days: number; done: number };
}

export type ForecastResult = Forecast | { reason: "nothing" | "done" | "too-early" };

/**
 * When a stage ends if work goes on as in the last `activeDays` days that saw any: their calendar days, idle ones among
 * them, are drawn anew with replacement, and what is left is divided by the mean of each draw (a bootstrap of the daily
 * rate). It knows nothing of holidays, and nothing of people who join or leave.
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
    .filter(({ images }) => images > 0)
    .toSorted((a, b) => (a.day < b.day ? -1 : 1))
    .slice(-activeDays);
  const done = recent.reduce((sum, { images }) => sum + images, 0);
  const [first] = recent;
  if (!first || recent.length < fewestDays || done < fewestDone) return { reason: "too-early" };

  const known = new Map(recent.map(({ day, images }) => [day, images]));
  const span = Math.max(1, Math.round((Date.parse(today) - Date.parse(first.day)) / dayMs) + 1);
  const counts = Array.from(
    { length: span },
    (_, offset) =>
      known.get(new Date(Date.parse(first.day) + offset * dayMs).toISOString().slice(0, 10)) ?? 0,
  );
  const random = seededRandom(seed);
  const lasting = Array.from({ length: draws }, () => {
    let sum = 0;
    for (let draw = 0; draw < span; draw++) sum += counts[Math.floor(random() * span)]!;
    return sum === 0 ? Number.POSITIVE_INFINITY : (left * span) / sum;
  }).sort((a, b) => a - b);
  const perDay = done / span;
  const late = quantile(lasting, 0.95)!;
  return {
    perDay,
    days: {
      early: Math.min(quantile(lasting, 0.05)!, left / perDay),
      likely: left / perDay,
      late: Number.isFinite(late) ? Math.max(late, left / perDay) : null,
    },
    basis: { days: recent.length, done },
  };
}
