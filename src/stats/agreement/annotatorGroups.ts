import type { VoteColumns } from "../votes/voteColumns.ts";

export interface AnnotatorGroups {
  /** [annotators], from 0: who share an item, or are linked by others who do, have the same number; -1 without votes. */
  groupOf: Int32Array;
  /** [groups], their annotators. */
  sizes: number[];
  /** Items with two annotators or more. */
  sharedItems: number;
}

/**
 * Which annotators can be compared: only answers to the same item tell how reliable somebody is, and nothing links the
 * scales of groups that share no item.
 */
export function annotatorGroups({ items, annotators, item, annotator }: VoteColumns): AnnotatorGroups {
  const parent = Int32Array.from({ length: annotators.length }, (_, person) => person);
  const rootOf = (person: number): number => {
    let root = person;
    while (parent[root] !== root) root = parent[root]!;
    for (let at = person; parent[at] !== root; ) {
      const next = parent[at]!;
      parent[at] = root;
      at = next;
    }
    return root;
  };
  const first = new Int32Array(items.length).fill(-1);
  const isShared = new Uint8Array(items.length);
  const hasVoted = new Uint8Array(annotators.length);
  for (let vote = 0; vote < item.length; vote++) {
    const [itemAt, person] = [item[vote]!, annotator[vote]!];
    hasVoted[person] = 1;
    if (first[itemAt] === -1) first[itemAt] = person;
    else {
      isShared[itemAt] = 1;
      parent[rootOf(person)] = rootOf(first[itemAt]!);
    }
  }
  const numbers = new Map<number, number>();
  const sizes: number[] = [];
  const groupOf = Int32Array.from({ length: annotators.length }, (_, person) => {
    if (!hasVoted[person]) return -1;
    const root = rootOf(person);
    const group = numbers.get(root) ?? sizes.push(0) - 1;
    numbers.set(root, group);
    sizes[group]!++;
    return group;
  });
  return { groupOf, sizes, sharedItems: isShared.reduce((sum, shared) => sum + shared, 0) };
}
