/**
 * Half the width of the Wald interval of a share: 1.96 standard errors, sqrt(p (1 - p) / n) each. The textbook margin;
 * it is 0 where the share is 0 or 1, and too small for few trials. Prefer `wilsonInterval`.
 *
 * @returns null where there are no trials
 */
export function waldHalfWidth(successes: number, trials: number, z = 1.96): number | null {
  if (trials === 0) return null;
  const share = successes / trials;
  return z * Math.sqrt((share * (1 - share)) / trials);
}
