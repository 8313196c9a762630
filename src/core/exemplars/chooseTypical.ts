/** Rounds in which a chosen item may give way to a better one. */
const maxRounds = 50;
/** What rounding makes of sums is no gain. */
const noGain = 1e-9;

/**
 * Chooses the items that stand for all (k-medoids: Kaufman and Rousseeuw's PAM, by cosine distance): together they are as
 * near to the others as so many can be, so they are typical, and differ from each other.
 *
 * @param rows [items, size], of unit length; some hundreds, because all are compared with all
 * @param options.count how many are chosen at most
 * @param options.apart none is chosen that is nearer than this to another chosen one, from 0 to 2
 * @returns positions; the one that stands for most items first
 */
export function chooseTypical(
  rows: Float32Array,
  size: number,
  { count, apart }: { count: number; apart: number },
): number[] {
  const items = rows.length / size;
  const distances = compareAll(rows, size);
  const between = (a: number, b: number) => distances[a * items + b]!;
  const all = Array.from({ length: items }, (_, at) => at);
  const costOf = (chosen: readonly number[]) =>
    all.reduce((sum, item) => sum + Math.min(...chosen.map((one) => between(item, one))), 0);
  const fits = (item: number, chosen: readonly number[]) =>
    chosen.every((one) => one !== item && between(item, one) >= apart);

  let chosen: number[] = [];
  let cost = Number.POSITIVE_INFINITY;
  /** The best of some choices, where it is better than what there is; of equal ones, the first. */
  const improve = (choices: Iterable<number[]>): boolean => {
    let found = false;
    for (const choice of choices) {
      const its = costOf(choice);
      if (its >= cost - noGain) continue;
      [chosen, cost, found] = [choice, its, true];
    }
    return found;
  };
  while (chosen.length < count) {
    const before = chosen;
    if (!improve(all.filter((item) => fits(item, before)).map((item) => [...before, item]))) break;
  }
  for (let round = 0; round < maxRounds; round++) {
    const before = chosen;
    const choices = before.flatMap((out) => {
      const rest = before.filter((one) => one !== out);
      return all.filter((item) => item !== out && fits(item, rest)).map((item) => [...rest, item]);
    });
    if (!improve(choices)) break;
  }
  const followers = new Map(chosen.map((one) => [one, 0]));
  for (const item of all) {
    const nearest = chosen.reduce(
      (best, one) => (between(item, one) < between(item, best) ? one : best),
      chosen[0]!,
    );
    followers.set(nearest, (followers.get(nearest) ?? 0) + 1);
  }
  return chosen.toSorted((a, b) => followers.get(b)! - followers.get(a)! || a - b);
}

/** @returns cosine distances [items, items] */
function compareAll(rows: Float32Array, size: number): Float64Array {
  const items = rows.length / size;
  const distances = new Float64Array(items * items);
  for (let a = 0; a < items; a++) {
    for (let b = a + 1; b < items; b++) {
      let product = 0;
      for (let at = 0; at < size; at++) product += rows[a * size + at]! * rows[b * size + at]!;
      const distance = Math.max(0, 1 - product);
      distances[a * items + b] = distance;
      distances[b * items + a] = distance;
    }
  }
  return distances;
}
