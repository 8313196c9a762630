/** A pair of items and how far they are from each other. */
export interface Edge {
  first: number;
  second: number;
  distance: number;
}

/**
 * How far each item stands off: items are joined into clusters from the nearest pair on (single linkage); the score of an
 * item is the greatest distance at which a cluster that holds it and at most half of all items joins a greater one.
 *
 * @param edges pairs of neighbours; an item without any, or one that they do not join to most others, scores infinity
 * @returns [items], from 0
 * @see Gröger et al. (2024), Intrinsic self-supervision for data quality audits (SelfClean), off-topic samples
 */
export function singleLinkage(items: number, edges: readonly Edge[]): Float64Array {
  const parent = Uint32Array.from({ length: items }, (_, item) => item);
  const members = Array.from({ length: items }, (_, item) => [item]);
  const score = new Float64Array(items);
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
    const joined = members[small]!;
    // Two halves are both small; of a greater cluster, nothing stands off.
    for (const item of joined) score[item] = distance;
    if (members[large]!.length === joined.length) for (const item of members[large]!) score[item] = distance;
    parent[small] = large;
    members[large] = members[large]!.concat(joined);
    members[small] = [];
  }
  const largest = members.reduce((max, { length }) => Math.max(max, length), 0);
  for (const cluster of members) {
    if (cluster.length < largest || cluster.length * 2 <= items)
      for (const item of cluster) if (items > 1) score[item] = Number.POSITIVE_INFINITY;
  }
  return score;
}
