/** Steps after which the search gives what it has: some seconds. Twenty labels that all go together need fewer. */
const patience = 20e6;

/** A partition of vertices, and whether no other cuts more. */
export interface Cut {
  /** The group of each vertex, from 0, numbered in the order in which they appear. */
  group: number[];
  /** False where the search was given up: then it is the largest cut that was found, and may not be the largest. */
  isLargest: boolean;
}

/**
 * Parts the vertices of a graph into exactly `groups` groups so that the edges between groups weigh the most (max-k-cut).
 * Of several such partitions it is the first in the order of their group numbers, so that a result never changes from
 * run to run. The search is exact: vertex after vertex, given up where the edges inside of groups weigh as much as in the
 * best partition so far.
 *
 * @param weight symmetric, a row and a column for each vertex, not negative; the diagonal is not read
 * @param groups from 1 to the number of vertices
 * @param steps after which the search ends with the best partition so far
 * @throws RangeError for another number of groups
 */
export function cutLargest(weight: readonly (readonly number[])[], groups: number, steps = patience): Cut {
  const count = weight.length;
  if (!(Number.isInteger(groups) && groups >= 1 && groups <= count))
    throw new RangeError(`${count} vertices cannot be parted into ${groups} groups.`);
  const group = new Array<number>(count).fill(0);
  let best = { group: [...group], inside: Number.POSITIVE_INFINITY };
  let left = steps;

  function place(vertex: number, used: number, inside: number): void {
    if (inside >= best.inside) return;
    if (vertex === count) {
      best = { group: [...group], inside };
      return;
    }
    // What is left has to fill the groups that are still empty.
    const first = groups - used === count - vertex ? used : 0;
    for (let to = first; to < Math.min(used + 1, groups); to++) {
      if (left-- <= 0 && Number.isFinite(best.inside)) return;
      let added = 0;
      for (let other = 0; other < vertex; other++) if (group[other] === to) added += weight[vertex]![other]!;
      group[vertex] = to;
      place(vertex + 1, Math.max(used, to + 1), inside + added);
    }
  }

  place(0, 0, 0);
  return { group: best.group, isLargest: left > 0 };
}
