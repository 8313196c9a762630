/**
 * Benjamini and Hochberg's correction for many tests: of those below .05 afterwards at most 5 % are false findings, on
 * average. Less strict than Holm's, which holds for every single one.
 *
 * It holds for tests that are independent or positively dependent, as those of models on the same images.
 *
 * @param p [tests]
 * @returns adjusted p in the same order, at most 1
 * @see Benjamini and Hochberg (1995), Controlling the false discovery rate
 */
export function benjaminiHochbergAdjust(p: readonly number[]): number[] {
  const order = p.map((_, test) => test).sort((a, b) => p[b]! - p[a]!);
  const adjusted = new Array<number>(p.length);
  let min = 1;
  for (const [place, test] of order.entries()) {
    min = Math.min(min, (p[test]! * p.length) / (p.length - place));
    adjusted[test] = min;
  }
  return adjusted;
}
