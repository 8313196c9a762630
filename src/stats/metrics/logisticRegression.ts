export interface LogisticFit {
  intercept: number;
  /** [features], per unit of the feature. */
  coefficients: number[];
}

/**
 * Logistic regression by iteratively reweighted least squares, with a ridge on the coefficients of the features in
 * standard deviations; the intercept is free. A feature that does not vary gets the coefficient 0.
 *
 * @param rows [rows][features], finite; at least one row
 * @param truth [rows], 1 or 0
 * @param penalty half of it times the sum of squared coefficients is taken off the log-likelihood; greater than 0, so that
 *   there is a fit where the features tell both answers apart wholly
 * @see le Cessie and van Houwelingen (1992), Ridge estimators in logistic regression
 */
export function logisticRegression(
  rows: readonly (readonly number[])[],
  truth: ArrayLike<number>,
  penalty = 1,
): LogisticFit {
  const features = rows[0]?.length ?? 0;
  const centre = Array.from({ length: features }, (_, at) => meanOf(rows, (row) => row[at]!));
  const spread = centre.map((mean, at) => Math.sqrt(meanOf(rows, (row) => (row[at]! - mean) ** 2)));
  const scaled = rows.map((row) => [
    1,
    ...row.map((value, at) => (spread[at]! > 1e-12 ? (value - centre[at]!) / spread[at]! : 0)),
  ]);
  const size = features + 1;
  const weights = new Array<number>(size).fill(0);
  for (let round = 0; round < 50; round++) {
    const slope = weights.map((weight, at) => (at === 0 ? 0 : -penalty * weight));
    const bend = Array.from({ length: size }, (_, at) =>
      Array.from({ length: size }, (_, other) => (at === other ? (at === 0 ? 1e-9 : penalty) : 0)),
    );
    for (const [place, row] of scaled.entries()) {
      const share = logistic(dot(row, weights));
      const residual = truth[place]! - share;
      for (let at = 0; at < size; at++) {
        slope[at]! += residual * row[at]!;
        for (let other = 0; other < size; other++)
          bend[at]![other]! += share * (1 - share) * row[at]! * row[other]!;
      }
    }
    const step = solve(bend, slope);
    for (let at = 0; at < size; at++) weights[at]! += step[at]!;
    if (step.every((part) => Math.abs(part) < 1e-9)) break;
  }
  const coefficients = spread.map((one, at) => (one > 1e-12 ? weights[at + 1]! / one : 0));
  return { intercept: weights[0]! - dot(coefficients, centre), coefficients };
}

/** 1 / (1 + e^-x). */
export const logistic = (logOdds: number): number => 1 / (1 + Math.exp(-logOdds));

const dot = (a: readonly number[], b: readonly number[]) => a.reduce((sum, one, at) => sum + one * b[at]!, 0);

const meanOf = <Row>(rows: readonly Row[], value: (row: Row) => number) =>
  rows.reduce((sum, row) => sum + value(row), 0) / rows.length;

/** Solves a system whose matrix is symmetric and positive, by Gauss' elimination; overwrites both. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let at = 0; at < size; at++) {
    for (let below = at + 1; below < size; below++) {
      const factor = matrix[below]![at]! / matrix[at]![at]!;
      for (let column = at; column < size; column++) matrix[below]![column]! -= factor * matrix[at]![column]!;
      right[below]! -= factor * right[at]!;
    }
  }
  for (let at = size - 1; at >= 0; at--) {
    for (let column = at + 1; column < size; column++) right[at]! -= matrix[at]![column]! * right[column]!;
    right[at]! /= matrix[at]![at]!;
  }
  return right;
}
