/**
 * The value below which a share of the values lies, interpolated between neighbours (type 7, as R and NumPy do).
 *
 * @param sorted ascending
 * @param share 0 to 1
 * @returns null without values
 * @see Hyndman and Fan (1996), Sample quantiles in statistical packages
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | null {
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * share;
  const below = Math.floor(place);
  const lower = sorted[below]!;
  return lower + (place - below) * ((sorted[below + 1] ?? lower) - lower);
}
