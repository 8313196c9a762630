import { quantile } from "../../stats/intervals/quantile.ts";
import { weekOf } from "../pace/summarizePace.ts";
import {
  type ChartRule,
  type Judged,
  type JudgedWeek,
  judgeWeeks,
  type Side,
  type WeekSums,
} from "./judgeWeeks.ts";

/**
 * What is followed of a person, week by week: the share of gold images without a mistake; labels ticked beyond what the
 * images' other annotators ticked; seconds an image; and how far their answers on images that they got twice are the same.
 */
export const driftMeasures = ["gold", "leniency", "time", "repeats"] as const;
export type DriftMeasure = (typeof driftMeasures)[number];

interface OnDay {
  person: string;
  /** UTC, "2026-11-21". */
  day: string;
}

/** What is known of people's work; see db/pace. */
export interface DriftFacts {
  gold: readonly (OnDay & { exact: boolean })[];
  /** Images with a partner: how many, and of the differences from the partners their sum and that of their squares. */
  leniency: readonly (OnDay & { images: number; sum: number; squares: number })[];
  /** So many images took so many seconds each. */
  time: readonly (OnDay & { seconds: number; images: number })[];
  /** On a second answer to an image: whether it is the first one again. */
  repeats: readonly (OnDay & { isSame: boolean })[];
}

/** A measure of a person by week: times are in seconds, their mean is the geometric one. */
export interface DriftChart {
  person: string;
  measure: DriftMeasure;
  weeks: JudgedWeek[];
}

/** That a person's weeks are out: weeks on one side in a row, up to `last`. */
export interface DriftNote {
  person: string;
  measure: DriftMeasure;
  side: Side;
  since: string;
  last: string;
  /** What was found in the last of these weeks, alone or with the weeks before it, and what its limit was. */
  over: "week" | "together";
  images: number;
  value: number;
  limit: number;
}

const rules: Record<DriftMeasure, ChartRule> = {
  gold: { kind: "share" },
  leniency: { kind: "mean", variance: 1 },
  time: { kind: "mean", variance: 0.25 },
  repeats: { kind: "share" },
};

const dayMs = 24 * 3600 * 1000;
/** How long a note stands after its last week. */
const noteDays = 28;

/**
 * Charts of what people's weeks are like beside their own earlier ones, and notes of those that are out (judgeWeeks).
 *
 * @param today UTC, "2026-11-21"; notes are those of the four weeks before it
 */
export function measureDrift(facts: DriftFacts, today: string): { charts: DriftChart[]; notes: DriftNote[] } {
  const rows: Record<DriftMeasure, (OnDay & Sums)[]> = {
    gold: facts.gold.map(({ exact, ...row }) => ({ ...row, ...one(exact) })),
    leniency: facts.leniency.map(({ images, ...row }) => ({ ...row, count: images })),
    time: sumTimes(facts.time),
    repeats: facts.repeats.map(({ isSame, ...row }) => ({ ...row, ...one(isSame) })),
  };
  const charts = driftMeasures.flatMap((measure) => {
    const people = [...Map.groupBy(rows[measure], ({ person }) => person)];
    const judged = judgeWeeks(
      people.map(([, some]) => sumWeeks(some)),
      rules[measure],
      today,
    );
    return people.map(([person], at) => ({ person, measure, weeks: judged[at]!.map(inUnit(measure)) }));
  });
  const oldest = new Date(Date.parse(today) - noteDays * dayMs).toISOString().slice(0, 10);
  return { charts, notes: charts.flatMap(findNotes).filter(({ last }) => last >= weekOf(oldest)) };
}

interface Sums {
  count: number;
  sum: number;
  squares: number;
}

const one = (yes: boolean): Sums => ({ count: 1, sum: yes ? 1 : 0, squares: yes ? 1 : 0 });

function sumWeeks(rows: readonly (OnDay & Sums)[]): WeekSums[] {
  return [...Map.groupBy(rows, ({ day }) => weekOf(day))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([week, some]) => {
      const add = (part: keyof Sums) => some.reduce((total, row) => total + row[part], 0);
      const [count, mean] = [add("count"), add("sum") / add("count")];
      return { week, count, mean, squares: Math.max(0, add("squares") - count * mean ** 2) };
    });
}

/** However alike the times of a week are, half as much again is no outlier. */
const minQuartiles = 0.5;

/** Logarithms, so that twice as long is as far off as half as long; a week's outliers count as far as Tukey's fences. */
function sumTimes(rows: DriftFacts["time"]): (OnDay & Sums)[] {
  const weeks = Map.groupBy(rows, ({ person, day }) => `${person} ${weekOf(day)}`);
  return [...weeks.values()].flatMap((some) => {
    const logs = some.map(({ seconds }) => Math.log(Math.max(1, seconds)));
    const sorted = some
      .flatMap(({ images }, at) => Array.from<number>({ length: images }).fill(logs[at]!))
      .sort((a, b) => a - b);
    const [low, high] = [quantile(sorted, 0.25)!, quantile(sorted, 0.75)!];
    const fence = 1.5 * Math.max(high - low, minQuartiles);
    return some.map(({ person, day, images }, at) => {
      const log = Math.min(Math.max(logs[at]!, low - fence), high + fence);
      return { person, day, count: images, sum: images * log, squares: images * log ** 2 };
    });
  });
}

const inUnit =
  (measure: DriftMeasure) =>
  (week: JudgedWeek): JudgedWeek => {
    if (measure !== "time") return week;
    const limit = (log: number | null) => (log === null ? null : Math.exp(log));
    const seconds = <Found extends Judged>(found: Found): Found => ({
      ...found,
      value: Math.exp(found.value),
      low: limit(found.low),
      high: limit(found.high),
    });
    return { ...seconds(week), together: week.together && seconds(week.together) };
  };

/** Of each run of weeks that are out on one side, what its last week says. */
function findNotes({ person, measure, weeks }: DriftChart): DriftNote[] {
  const notes: DriftNote[] = [];
  let open: DriftNote | undefined;
  for (const week of weeks) {
    if (week.unjudged === "not-over") continue;
    const { out } = week;
    const found = out?.over === "together" ? week.together : week;
    if (!out || !found) {
      open = undefined;
      continue;
    }
    if (open && open.side === out.side) notes.pop();
    const since = open?.side === out.side ? open.since : week.week;
    const { images, value } = found;
    const limit = (out.side === "low" ? found.low : found.high)!;
    open = { person, measure, ...out, since, last: week.week, images, value, limit };
    notes.push(open);
  }
  return notes;
}
