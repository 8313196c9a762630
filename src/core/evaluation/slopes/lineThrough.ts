import { linearRegression, type RegressionLine } from "../../../stats/metrics/linearRegression.ts";

/** Any two models lie on a line. */
export const minModels = 3;

/** The line of ReaL accuracy on top-1; null where there are too few models, or all have the same top-1. */
export const lineThrough = (top1: ArrayLike<number>, real: ArrayLike<number>): RegressionLine | null =>
  top1.length < minModels ? null : linearRegression(top1, real);
