/** A pair of items and how far they are from each other. */
export interface Edge {
  first: number;
  second: number;
  distance: number;
}

/**
 * How far each item stands off: items are joined into clusters from the nearest pair on (single linkage); the score of an
 * item is the distance at which it is first in a cluster of a given size. So a few items that are alike each other, and
 * like no others, stand off together.
 *
 * @param edges pairs of neighbours: all, or those of each item with as many nearest ones as `enough`
 * @param enough items in a cluster that no longer stands off
 * @returns [items], from 0; infinity for an item that the edges join to fewer
 * @see Gröger et al. (2024), Intrinsic self-supervision for data quality audits (SelfClean), off-topic samples, which are
 * ranked by the same clustering
 */
export function singleLinkage(items: number, edges: readonly Edge[], enough: number): Float64Array {
  const parent = Uint32Array.from({ length: items }, (_, item) => item);
  const members = Array.from({ length: items }, (_, item) => [item]);
  const score = new Float64Array(items).fill(enough > 1 ? Number.POSITIVE_INFINITY : 0);
  const find = (item: number): number => {
    let root = item;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  for (const { first, second, distance } of edges.toSorted((a, b) => a.distance - b.distance)) {
    let [large, small] = [find(first), find(second)];
    if (large === small) continue;
    if (members[large]!.length < members[small]!.length) [large, small] = [small, large];
    const [some, others] = [members[large]!, members[small]!];
    if (some.length + others.length >= enough) {
      for (const cluster of [some, others]) {
        if (cluster.length < enough) for (const item of cluster) score[item] = distance;
      }
    }
    for (const item of others) some.push(item);
    parent[small] = large;
    members[small] = [];
  }
  return score;
}
