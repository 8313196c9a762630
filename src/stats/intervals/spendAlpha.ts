/**
 * How much of `alpha` a look may spend, so that over all planned looks at a growing sample the bounds miss the truth at
 * most as often as `alpha` says, whichever look one stops at. After a share t of the looks alpha t^3 is spent: little
 * at first, most at the last look. The sum over all looks is `alpha`, so that nothing is assumed about how looks are
 * correlated.
 *
 * @param look from 1 to `looks`
 * @param looks how many are planned before the first
 * @throws RangeError for a look that was not planned
 * @see Kim and DeMets (1987), Design and analysis of group sequential tests based on the type I error spending rate function
 */
export function spendAlpha(look: number, looks: number, alpha = 0.05): number {
  if (!(Number.isInteger(look) && Number.isInteger(looks) && look >= 1 && look <= looks))
    throw new RangeError(`There is no look ${look} of ${looks}.`);
  return (alpha * (look ** 3 - (look - 1) ** 3)) / looks ** 3;
}
