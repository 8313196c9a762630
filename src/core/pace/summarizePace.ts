import { studentQuantile } from "../../stats/distributions/studentQuantile.ts";
import { medianInterval } from "../../stats/intervals/medianInterval.ts";
import { quantile } from "../../stats/intervals/quantile.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import { median } from "../../stats/metrics/median.ts";
import { rulesOf } from "../stages/rulesOf.ts";
import { type Stage, stages } from "../tasks/stage.ts";

/** Seconds per image: the middle, its 95 % interval, and between which two the middle half lies. */
export interface Seconds {
  images: number;
  median: number;
  /** null of fewer than 6 images. */
  interval: [number, number] | null;
  intervalMissing?: string;
  middleHalf: [number, number];
}

/** Labels per image beside the partners on the same images. */
export interface Difference {
  /** With a partner. */
  images: number;
  mean: number;
  /** 95 %, Student's t, never of zero width; null of fewer than 10 images. */
  interval: [number, number] | null;
  intervalMissing?: string;
}

export interface PersonWeek {
  person: string;
  /** The Monday it begins with, UTC. */
  week: string;
  stage: Stage;
  seconds: Seconds;
  /** Where answers are compared; null without partners. */
  leniency: Difference | null;
  /** Where answers are compared; null without gold images. */
  gold: GoldWeek | null;
}

/** Gold images answered without a label missed or wrong. */
export interface GoldWeek {
  images: number;
  exact: number;
  /** 95 %, of the share. */
  interval: [number, number];
}

interface Work {
  person: string;
  stage: Stage;
  day: string;
  seconds: number;
  labels: number;
  images: number;
}

const dayMs = 24 * 3600 * 1000;
const minForInterval = 10;
const z = 1.959963984540054;
/** Images with as many labels or more are counted together. */
const maxLabels = 5;

/** "2026-11-21" is in the week of "2026-11-16". */
export function weekOf(day: string): string {
  const at = new Date(day);
  const sinceMonday = (at.getUTCDay() + 6) % 7;
  return new Date(at.getTime() - sinceMonday * dayMs).toISOString().slice(0, 10);
}

/** Each person's weeks, by person, stage and week. */
export function summarizeWeeks(
  work: readonly Work[],
  differences: readonly { person: string; day: string; images: number; sum: number; squares: number }[],
  gold: readonly { person: string; day: string; exact: boolean }[],
): PersonWeek[] {
  const goldOf = Map.groupBy(gold, ({ person, day }) => `${person} ${weekOf(day)}`);
  const leniency = new Map<string, { images: number; sum: number; squares: number }>();
  for (const { person, day, images, sum, squares } of differences) {
    const key = `${person} ${weekOf(day)}`;
    const known = leniency.get(key) ?? { images: 0, sum: 0, squares: 0 };
    leniency.set(key, {
      images: known.images + images,
      sum: known.sum + sum,
      squares: known.squares + squares,
    });
  }
  return [...Map.groupBy(work, ({ person, stage, day }) => `${person} ${stage} ${weekOf(day)}`).values()]
    .map((rows) => {
      const { person, stage, day } = rows[0]!;
      const week = weekOf(day);
      const isCompared = rulesOf(stage).answers === "compared";
      const sums = isCompared ? leniency.get(`${person} ${week}`) : undefined;
      const answers = isCompared ? goldOf.get(`${person} ${week}`) : undefined;
      return {
        person,
        week,
        stage,
        seconds: describeSeconds(rows),
        leniency: sums ? describe(sums) : null,
        gold: answers ? describeGold(answers) : null,
      };
    })
    .sort((a, b) => compare(a.person, b.person) || compare(a.stage, b.stage) || compare(a.week, b.week));
}

/** Seconds by stage, and by stage and number of labels chosen; the last row of a stage holds `maxLabels` and more. */
export function summarizeSeconds(
  work: readonly Work[],
): { stage: Stage; all: Seconds; byLabels: { labels: number; seconds: Seconds }[] }[] {
  return stages
    .map((stage) => ({ stage, rows: work.filter((row) => row.stage === stage) }))
    .filter(({ rows }) => rows.length > 0)
    .map(({ stage, rows }) => ({
      stage,
      all: describeSeconds(rows),
      byLabels: [...Map.groupBy(rows, ({ labels }) => Math.min(labels, maxLabels))]
        .sort(([a], [b]) => a - b)
        .map(([labels, some]) => ({ labels, seconds: describeSeconds(some) })),
    }));
}

function describeSeconds(rows: readonly Work[]): Seconds {
  const sorted = rows
    .flatMap(({ seconds, images }) => Array.from<number>({ length: images }).fill(seconds))
    .sort((a, b) => a - b);
  const interval = medianInterval(sorted);
  return {
    images: sorted.length,
    median: median(sorted)!,
    interval,
    ...(interval === null && { intervalMissing: "fewer than 6 images" }),
    middleHalf: [quantile(sorted, 0.25)!, quantile(sorted, 0.75)!],
  };
}

function describe({ images, sum, squares }: { images: number; sum: number; squares: number }): Difference {
  const mean = sum / images;
  if (images < minForInterval) {
    return { images, mean, interval: null, intervalMissing: `fewer than ${minForInterval} images` };
  }
  const excess = Math.max(0, squares - images * mean * mean);
  // Images on which all chose as many labels do not tell how they vary: some are added, a label more and a label fewer.
  const added = z ** 2;
  const error = Math.max(excess / (images - 1) / images, (excess + added) / (images + added) ** 2);
  const half = studentQuantile(0.975, images - 1) * Math.sqrt(error);
  return { images, mean, interval: [mean - half, mean + half] };
}

function describeGold(answers: readonly { exact: boolean }[]): GoldWeek {
  const exact = answers.filter((answer) => answer.exact).length;
  return { images: answers.length, exact, interval: shareInterval(exact, answers.length)! };
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
