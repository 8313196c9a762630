import type { Interval } from "../stats/interval.ts";
import { type RegressionLine, studentisedResiduals } from "../stats/linearRegression.ts";
import { percentileInterval } from "../stats/percentileInterval.ts";
import type { ModelEvaluation, Regression } from "./evaluation.ts";
import { fewestModels, lineThrough } from "./lineThrough.ts";
import type { ResampledVerdicts } from "./resampleVerdicts.ts";

/** A model's two accuracies, as shares. */
export interface AccuracyPair {
  model: string;
  proposer: boolean;
  top1: number;
  real: number;
}

interface ResampledLine {
  slope: Interval;
  band: Regression["band"];
}

/**
 * The line of ReaL accuracy on top-1 through models, and the models that are off it.
 *
 * @param resampled what resampling images says of the line; or why there is nothing
 * @see arXiv 2401.17736, figure 4
 */
export function regressReal(models: readonly AccuracyPair[], resampled: ResampledLine | string): Regression {
  const x = models.map(({ top1 }) => top1);
  const y = models.map(({ real }) => real);
  const line = lineThrough(x, y);
  if (!line) {
    const reason =
      models.length < fewestModels ? "fewer than three models" : "all models have the same top-1";
    const points = models.map((model) => ({
      ...model,
      fitted: null,
      residual: null,
      studentised: null,
      p: null,
      outlier: false,
    }));
    const none = { slope: null, intercept: null, r2: null, slopeInterval: null, band: [] };
    return { n: models.length, ...none, points, reason };
  }
  const residuals = studentisedResiduals(x, y, line);
  return {
    n: models.length,
    slope: line.slope,
    intercept: line.intercept,
    r2: line.r2,
    slopeInterval: typeof resampled === "string" ? null : resampled.slope,
    band: typeof resampled === "string" ? [] : resampled.band,
    points: models.map((model, at) => {
      const residual = residuals[at]!;
      return { ...model, ...residual, outlier: residual.p !== null && residual.p < 0.05 };
    }),
    ...(typeof resampled === "string" ? { intervalMissing: resampled } : {}),
  };
}

/** The same of evaluated models, with the spread of the line over the resampled images. */
export function regressResampled(
  models: readonly ModelEvaluation[],
  { right, of }: Pick<ResampledVerdicts, "right" | "of">,
): Regression {
  const usable = models.flatMap(({ model, proposer, top1, real }, at) =>
    top1.share === null || real.share === null
      ? []
      : [{ model, proposer, top1: top1.share, real: real.share, at }],
  );
  const points = usable.map(({ at: _, ...point }) => point);
  const replicates = of.real.length;
  if (replicates === 0) return regressReal(points, "no images were resampled");
  const lines: RegressionLine[] = [];
  const x = new Float64Array(usable.length);
  const y = new Float64Array(usable.length);
  for (let replicate = 0; replicate < replicates; replicate++) {
    for (let place = 0; place < usable.length; place++) {
      const sums = right[usable[place]!.at]!;
      x[place] = sums.top1[replicate]! / of.top1[replicate]!;
      y[place] = sums.real[replicate]! / of.real[replicate]!;
    }
    const line = lineThrough(x, y);
    if (line) lines.push(line);
  }
  const slopes = Float64Array.from(lines, ({ slope }) => slope);
  const slope = percentileInterval(slopes, replicates);
  if (slope === null) return regressReal(points, "the slope is undefined in too many resamples");
  return regressReal(points, { slope, band: bandOf(points, lines, replicates) });
}

/** So many percent beyond the models on both sides: as far as a figure's axis can reach. */
const beyond = 6;

/** Where the line lies in the middle 95 % of the resamples, at every whole percent of top-1 around the models. */
function bandOf(
  points: readonly AccuracyPair[],
  lines: readonly RegressionLine[],
  replicates: number,
): Regression["band"] {
  const percents = points.map(({ top1 }) => top1 * 100);
  const first = Math.max(0, Math.floor(Math.min(...percents)) - beyond);
  const last = Math.min(100, Math.ceil(Math.max(...percents)) + beyond);
  return Array.from({ length: last - first + 1 }, (_, step) => {
    const top1 = (first + step) / 100;
    const heights = Float64Array.from(lines, ({ slope, intercept }) => intercept + slope * top1);
    const [low, high] = percentileInterval(heights, replicates)!;
    return { top1, low, high };
  });
}
