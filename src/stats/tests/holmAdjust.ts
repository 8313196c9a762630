/**
 * Holm's correction for many tests: what is below .05 afterwards is so with at most 5 % risk of any false finding.
 *
 * @param p [tests]
 * @returns adjusted p in the same order, at most 1
 * @see Holm (1979), A simple sequentially rejective multiple test procedure
 */
export function holmAdjust(p: readonly number[]): number[] {
  const order = p.map((_, test) => test).sort((a, b) => p[a]! - p[b]!);
  const adjusted = new Array<number>(p.length);
  let greatest = 0;
  for (const [place, test] of order.entries()) {
    greatest = Math.max(greatest, Math.min(1, p[test]! * (p.length - place)));
    adjusted[test] = greatest;
  }
  return adjusted;
}
