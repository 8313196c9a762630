import type { Interval } from "../stats/interval.ts";
import { linearRegression, studentisedResiduals } from "../stats/linearRegression.ts";
import type { Regression } from "./evaluation.ts";

/** A model's two accuracies, as shares. */
export interface AccuracyPair {
  model: string;
  proposer: boolean;
  top1: number;
  real: number;
}

/**
 * The line of ReaL accuracy on top-1 through models, and the models that are off it.
 *
 * @param resampled the slope's interval by resampling images; or why there is none
 * @see arXiv 2401.17736, figure 4
 */
export function regressReal(models: readonly AccuracyPair[], resampled: Interval | string): Regression {
  const x = models.map(({ top1 }) => top1);
  const y = models.map(({ real }) => real);
  const line = linearRegression(x, y);
  if (!line) {
    const reason = models.length < 2 ? "fewer than two models" : "all models have the same top-1";
    const points = models.map((model) => ({
      ...model,
      fitted: null,
      residual: null,
      studentised: null,
      p: null,
      outlier: false,
    }));
    const none = { slope: null, intercept: null, r2: null, slopeInterval: null };
    return { n: models.length, ...none, points, reason };
  }
  const residuals = studentisedResiduals(x, y, line);
  return {
    n: models.length,
    slope: line.slope,
    intercept: line.intercept,
    r2: line.r2,
    slopeInterval: typeof resampled === "string" ? null : resampled,
    points: models.map((model, at) => {
      const residual = residuals[at]!;
      return { ...model, ...residual, outlier: residual.p !== null && residual.p < 0.05 };
    }),
    ...(typeof resampled === "string" ? { intervalMissing: resampled } : {}),
  };
}
