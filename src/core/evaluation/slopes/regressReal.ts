import type { Interval } from "../../../stats/intervals/interval.ts";
import { slopeOfMeansInterval } from "../../../stats/intervals/slopes/slopeOfMeansInterval.ts";
import { percentileInterval } from "../../../stats/intervals/units/percentileInterval.ts";
import { resampleSums } from "../../../stats/intervals/units/resampleSums.ts";
import {
  type RegressionLine,
  type StudentisedResidual,
  slopeInterval,
  studentisedResiduals,
} from "../../../stats/metrics/linearRegression.ts";
import { seededRandom } from "../../seededRandom.ts";
import type { Verdicts } from "../evaluateImages.ts";
import type { EvaluationSettings, Regression } from "../evaluation.ts";
import type { ImageFacts } from "../imageFacts.ts";
import { lineThrough, minModels } from "./lineThrough.ts";

/** Why a slope has no interval over images. */
export const slopeIntervalMissing =
  "the models' top-1 accuracies are too close to each other for so few images";

/** A model's two accuracies, as shares. */
export interface AccuracyPair {
  model: string;
  proposer: boolean;
  top1: number;
  real: number;
}

/**
 * The line of ReaL accuracy on top-1 through models, and the models that are off it. A table of accuracies does not say
 * which images are right: the slope's interval is then the usual one of least squares, over models.
 *
 * @see arXiv 2401.17736, figure 4
 */
export function regressReal(models: readonly AccuracyPair[]): Regression {
  const [x, y] = axesOf(models);
  const { line, residuals, regression } = fitLine(models);
  const interval = line && slopeInterval(x, y, line);
  return {
    ...regression,
    intervalOver: "models",
    slopeInterval: interval,
    ...(line && residuals && interval === null
      ? { intervalMissing: "all models lie on the line, so that they do not tell how it varies" }
      : {}),
  };
}

/**
 * The same of models that were evaluated image by image: models share images, and often architecture and data, and are no
 * sample; images are.
 *
 * @param verdicts of the models
 */
export function regressVerdicts(
  models: readonly AccuracyPair[],
  verdicts: readonly Pick<Verdicts, "top1" | "real">[],
  facts: Pick<ImageFacts, "hasOriginal" | "hasLabels">,
  settings: Pick<EvaluationSettings, "replicates" | "seed">,
): Regression {
  const { line, regression } = fitLine(models);
  const over = { ...regression, intervalOver: "images" as const };
  if (line === null) return over;
  const top1 = { series: verdicts.map((one) => one.top1), counts: facts.hasOriginal };
  const real = { series: verdicts.map((one) => one.real), counts: facts.hasLabels };
  const interval = slopeOfMeansInterval(top1, real);
  if (interval === null) {
    return { ...over, intervalMissing: slopeIntervalMissing };
  }
  return { ...over, slopeInterval: interval, band: bandOf(models, top1, real, settings) };
}

const axesOf = (models: readonly AccuracyPair[]) =>
  [models.map(({ top1 }) => top1), models.map(({ real }) => real)] as const;

function fitLine(models: readonly AccuracyPair[]): {
  line: RegressionLine | null;
  residuals: StudentisedResidual[] | null;
  regression: Omit<Regression, "intervalOver">;
} {
  const [x, y] = axesOf(models);
  const line = lineThrough(x, y);
  if (!line) {
    const reason = models.length < minModels ? "fewer than three models" : "all models have the same top-1";
    const nothing = { fitted: null, residual: null, studentised: null, p: null, outlier: false };
    const points = models.map((model) => ({ ...model, ...nothing, reason }));
    const none = { slope: null, intercept: null, r2: null, slopeInterval: null, band: [] };
    return { line, residuals: null, regression: { n: models.length, ...none, points, reason } };
  }
  const residuals = studentisedResiduals(x, y, line);
  return {
    line,
    residuals,
    regression: {
      n: models.length,
      slope: line.slope,
      intercept: line.intercept,
      r2: line.r2,
      ...(line.r2 === null ? { r2Missing: "all models have the same ReaL accuracy" } : {}),
      slopeInterval: null,
      band: [],
      points: models.map((model, at) => {
        const residual = residuals[at]!;
        const outlier = residual.p !== null && residual.p < 0.05;
        const reason = models.length < 4 ? "fewer than four models" : "the other models lie on one line";
        return { ...model, ...residual, outlier, ...(residual.p === null ? { reason } : {}) };
      }),
    },
  };
}

/** So many percent beyond the models on both sides: as far as a figure's axis can reach. */
const beyond = 6;

/** Where the line lies in the middle 95 % of the resamples, at every whole percent of top-1 around the models. */
function bandOf(
  points: readonly AccuracyPair[],
  top1: { series: readonly Uint8Array[]; counts: Uint8Array },
  real: { series: readonly Uint8Array[]; counts: Uint8Array },
  { replicates, seed }: Pick<EvaluationSettings, "replicates" | "seed">,
): Regression["band"] {
  if (replicates === 0) return [];
  const models = points.length;
  const sums = resampleSums([top1.counts, real.counts, ...top1.series, ...real.series], {
    replicates,
    random: seededRandom(seed),
  });
  const lines: RegressionLine[] = [];
  const [x, y] = [new Float64Array(models), new Float64Array(models)];
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let at = 0; at < models; at++) {
      x[at] = sums[2 + at]![replicate]! / sums[0]![replicate]!;
      y[at] = sums[2 + models + at]![replicate]! / sums[1]![replicate]!;
    }
    const line = lineThrough(x, y);
    if (line) lines.push(line);
  }
  const percents = points.map((point) => point.top1 * 100);
  const first = Math.max(0, Math.floor(Math.min(...percents)) - beyond);
  const last = Math.min(100, Math.ceil(Math.max(...percents)) + beyond);
  return Array.from({ length: last - first + 1 }, (_, step) => (first + step) / 100).flatMap((at) => {
    const heights = Float64Array.from(lines, ({ slope, intercept }) => intercept + slope * at);
    const interval: Interval | null = percentileInterval(heights, replicates);
    return interval === null ? [] : [{ top1: at, low: interval[0], high: interval[1] }];
  });
}
