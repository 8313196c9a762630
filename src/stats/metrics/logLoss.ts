/**
 * Negative log-likelihood (NLL, log loss): the mean of -ln(probability given to what is true). Taken from log odds, so
 * that a probability rounded to 1 still differs from certainty.
 *
 * @param logOdds [items], natural logarithm
 * @param truth [items], 1 true, 0 not
 * @returns in nats, 0 or more; Infinity where something impossible is true; null without items
 */
export function logLoss(logOdds: ArrayLike<number>, truth: ArrayLike<number>): number | null {
  if (logOdds.length === 0) return null;
  let sum = 0;
  for (let item = 0; item < logOdds.length; item++) {
    const against = truth[item] === 1 ? -(logOdds[item] as number) : (logOdds[item] as number);
    // ln(1 + e^x), written so that neither end overflows.
    sum += Math.max(against, 0) + Math.log1p(Math.exp(-Math.abs(against)));
  }
  return sum / logOdds.length;
}
