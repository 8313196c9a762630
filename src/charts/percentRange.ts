/**
 * An axis in percent around some shares: whole steps below and above with a little room, never beyond 0 and 100.
 * @returns the ends, between 0 and 1
 */
export function percentRange(shares: readonly number[], step = 0.05): [number, number] {
  if (shares.length === 0) return [0, 1];
  const low = Math.floor(Math.min(...shares) / step - 0.1) * step;
  const high = Math.ceil(Math.max(...shares) / step + 0.1) * step;
  return [Math.max(0, low), Math.min(1, high)];
}
