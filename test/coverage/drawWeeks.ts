import { type ChartRule, judgeWeeks, type WeekSums } from "../../src/core/people/judgeWeeks.ts";
import { seededRandom } from "../../src/core/seededRandom.ts";
import { drawBinomial } from "../../src/stats/distributions/drawBinomial.ts";

/** People whose weeks are drawn; the first of them may change at `from`. */
export interface WeeksStudy {
  kind: ChartRule["kind"];
  people: number;
  weeks: number;
  /** Images of a week: drawn from the first to the second. */
  images: readonly [number, number];
  /** Of shares the correlation of two images of a week, of means the standard deviation of the level between weeks. */
  varying: number;
  /** By how much the first person's level changes. */
  drift?: number;
  from?: number;
}

/** Of a value within a week: that of the logarithm of seconds, and of labels more than partners, roughly. */
const spread = 0.8;
const start = Date.parse("2024-01-01");
const weekMs = 7 * 24 * 3600 * 1000;
const weekName = (week: number) => new Date(start + week * weekMs).toISOString().slice(0, 10);

/** Notes of people who have not changed, each in 26 weeks; and weeks until the one who has is noted (Infinity: never). */
export function simulateWeeks(
  study: WeeksStudy,
  draws: number,
  seed: string,
): { notes: number; delays: number[] } {
  const random = seededRandom(seed);
  let [notes, people] = [0, 0];
  const delays: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const series = Array.from({ length: study.people }, (_, person) =>
      drawPerson(study, person === 0, random),
    );
    const judged = judgeWeeks(series, { kind: study.kind, variance: 0.25 }, "2030-01-01");
    for (const [person, weeks] of judged.entries()) {
      const sides = weeks.map(({ out }) => out?.side ?? null);
      if (person > 0 || study.drift === undefined) {
        people++;
        notes += sides.filter((side, at) => side !== null && side !== sides[at - 1]).length;
      } else {
        const wanted = study.drift < 0 ? "low" : "high";
        const at = sides.findIndex((side, week) => week >= (study.from ?? 0) && side === wanted);
        delays.push(at < 0 ? Number.POSITIVE_INFINITY : at - (study.from ?? 0) + 1);
      }
    }
  }
  return { notes: (notes / people) * (26 / study.weeks), delays: delays.sort((a, b) => a - b) };
}

function drawPerson(
  { kind, weeks, images: [from, to], varying, ...study }: WeeksStudy,
  changes: boolean,
  random: () => number,
): WeekSums[] {
  const own = kind === "share" ? 0.6 + 0.35 * random() : drawNormal(random);
  return Array.from({ length: weeks }, (_, week) => {
    const count = from + Math.floor(random() * (to - from + 1));
    const level = own + (changes && week >= (study.from ?? 0) ? (study.drift ?? 0) : 0);
    if (kind === "share") {
      const right = drawBinomial(
        count,
        drawShare(Math.min(0.99, Math.max(0.01, level)), varying, random),
        random,
      );
      return { week: weekName(week), count, mean: right / count, squares: (right * (count - right)) / count };
    }
    const centre = level + varying * drawNormal(random);
    const values = Array.from({ length: count }, () => centre + spread * drawNormal(random));
    const mean = values.reduce((sum, value) => sum + value, 0) / count;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    return { week: weekName(week), count, mean, squares };
  });
}

/** Box and Muller (1958). */
const drawNormal = (random: () => number) =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Of the beta distribution with this mean, in which two trials have this correlation. */
function drawShare(mean: number, correlation: number, random: () => number): number {
  if (correlation === 0) return mean;
  const size = 1 / correlation - 1;
  const [yes, no] = [drawGamma(mean * size, random), drawGamma((1 - mean) * size, random)];
  return yes / (yes + no);
}

/** Marsaglia and Tsang (2000), A simple method for generating gamma variables. */
function drawGamma(shape: number, random: () => number): number {
  if (shape < 1) return drawGamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  while (true) {
    const x = drawNormal(random);
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}
