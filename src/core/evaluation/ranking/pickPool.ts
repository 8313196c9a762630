import type { TopLabels } from "../../../stats/metrics/topLabels.ts";

/**
 * The models, or, where there are more than `max`, those that together name the most valid labels: one after the
 * other, each time the one that adds most, of equals the one that names most on its own.
 */
export function pickPool<Model extends { top: TopLabels }>(
  models: readonly Model[],
  valid: readonly (readonly number[])[],
  max: number,
): Model[] {
  if (models.length <= max) return [...models];
  const left = models.map((model) => ({ model, names: namedPairs(model.top, valid) }));
  const pool: Model[] = [];
  const covered = new Set<number>();
  while (pool.length < max) {
    const adds = left.map(({ names }) => names.filter((pair) => !covered.has(pair)).length);
    const gain = Math.max(...adds);
    const equals = left.filter((_, position) => adds[position] === gain);
    const longest = Math.max(...equals.map(({ names }) => names.length));
    const best = left.indexOf(equals.find(({ names }) => names.length === longest)!);
    const [chosen] = left.splice(best, 1);
    for (const pair of chosen!.names) covered.add(pair);
    pool.push(chosen!.model);
  }
  return pool;
}

/** The valid labels that a ranking names, numbered over all images. */
function namedPairs({ depth, labels }: TopLabels, valid: readonly (readonly number[])[]): number[] {
  const pairs: number[] = [];
  let pair = 0;
  valid.forEach((wanted, image) => {
    for (const label of wanted) {
      for (let rank = 0; rank < depth; rank++) {
        if (labels[image * depth + rank] === label) {
          pairs.push(pair);
          break;
        }
      }
      pair++;
    }
  });
  return pairs;
}
