/**
 * Joins items that are in pairs together, directly or by way of others, into groups.
 *
 * @param pairs positions of items
 * @returns groups of two and more, in the order of their first members; members ascending
 */
export function groupPairs(items: number, pairs: Iterable<readonly [number, number]>): number[][] {
  const parent = Uint32Array.from({ length: items }, (_, item) => item);
  const find = (item: number): number => {
    let root = item;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = item; at !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  for (const [first, second] of pairs) {
    const [a, b] = [find(first), find(second)];
    if (a < b) parent[b] = a;
    else if (b < a) parent[a] = b;
  }
  const groups = new Map<number, number[]>();
  for (let item = 0; item < items; item++) {
    const root = find(item);
    const group = groups.get(root);
    if (group) group.push(item);
    else groups.set(root, [item]);
  }
  return [...groups.values()].filter(({ length }) => length > 1);
}
