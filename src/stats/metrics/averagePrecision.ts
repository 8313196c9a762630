/**
 * Average precision: the mean of the precision at each rank of a true item, when items are ranked by score; items with
 * equal scores share a rank. It is the sum of precision times gain in recall, without interpolation.
 *
 * @param scores [items], greater is more likely true; any order-preserving scale, infinities too
 * @param truth [items], 1 true, 0 not
 * @returns from 0 to 1; null where no item is true
 */
export function averagePrecision(scores: ArrayLike<number>, truth: ArrayLike<number>): number | null {
  const order = Array.from(scores, (_, item) => item).sort((a, b) => {
    const [left, right] = [scores[a] as number, scores[b] as number];
    return left === right ? 0 : right > left ? 1 : -1;
  });
  const positives = order.filter((item) => truth[item] === 1).length;
  if (positives === 0) return null;
  let found = 0;
  let foundBefore = 0;
  let area = 0;
  for (const [place, item] of order.entries()) {
    if (truth[item] === 1) found++;
    const next = order[place + 1];
    if (next !== undefined && scores[next] === scores[item]) continue;
    area += ((found - foundBefore) / positives) * (found / (place + 1));
    foundBefore = found;
  }
  return area;
}
