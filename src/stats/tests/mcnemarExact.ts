import { incompleteBeta } from "../distributions/incompleteBeta.ts";

/**
 * McNemar's exact test of two classifiers on the same images: if they are equally good, each image on which just one is
 * right is a toss of a coin.
 *
 * @param onlyFirst images on which only the first is right
 * @param onlySecond images on which only the second is
 * @returns two-sided p; 1 where they never differ
 * @see McNemar (1947), Note on the sampling error of the difference between correlated proportions
 */
export function mcnemarExact(onlyFirst: number, onlySecond: number): number {
  const tosses = onlyFirst + onlySecond;
  const fewer = Math.min(onlyFirst, onlySecond);
  // One half of all tosses, or as near as there is: exactly 1, which a sum would miss by rounding.
  if (tosses - 2 * fewer <= 1) return 1;
  // P(X <= fewer) of a binomial distribution with p = 1/2.
  return Math.min(1, 2 * incompleteBeta(0.5, tosses - fewer, fewer + 1));
}
