import { type GroupedVotes, listYesSets } from "./groupVotes.ts";

/** The images behind the numbers of an agreement report: positions in `votes.images`, ascending, by the list's name. */
export type ImageLists = Record<string, number[]>;

/** How lists are named; a reader asks for one by its name. */
export const listName = {
  /** Images on which two annotators chose different sets. */
  annotators: (a: string, b: string) => `annotators:${[a, b].sort().join(":")}`,
  /** Images on which annotators differ about a label. */
  label: (label: string) => `label:${label}`,
  /** Images on which one chose the first alone, another the second alone. */
  labels: (a: string, b: string) => `labels:${a}:${b}`,
  /** Images whose final labels hold both. */
  together: (a: string, b: string) => `together:${a}:${b}`,
} as const;

/**
 * Lists the images on which annotators differ: of every pair of annotators, and of the labels and pairs of labels given.
 */
export function listDisagreements(
  { images, annotators, labels }: GroupedVotes,
  { disputed, pairs }: { disputed: readonly string[]; pairs: readonly (readonly [string, string])[] },
): ImageLists {
  const lists: ImageLists = {};
  const add = (name: string, at: number) => {
    const list = lists[name];
    if (list) list.push(at);
    else lists[name] = [at];
  };
  const wanted = new Set(disputed);
  const secondsOf = Map.groupBy(pairs, ([first]) => first);
  for (const [at, image] of images.entries()) {
    if (image.annotators.length < 2) continue;
    const sets = listYesSets(image);
    for (const [row, set] of sets.entries()) {
      for (let other = row + 1; other < sets.length; other++) {
        if (set.join() === sets[other]!.join()) continue;
        add(
          listName.annotators(annotators[image.annotators[row]!]!, annotators[image.annotators[other]!]!),
          at,
        );
      }
    }
    // Labels that some chose and some did not, with who did.
    const chosen = new Map<string, Set<number>>();
    for (const [row, set] of sets.entries()) {
      for (const number of set) {
        const label = labels[number]!;
        const rows = chosen.get(label) ?? new Set();
        chosen.set(label, rows.add(row));
      }
    }
    for (const [label, rows] of chosen) {
      if (rows.size === sets.length) continue;
      if (wanted.has(label)) add(listName.label(label), at);
      for (const [first, second] of secondsOf.get(label) ?? []) {
        const others = chosen.get(second);
        if (others && hasOther(rows, others) && hasOther(others, rows))
          add(listName.labels(first, second), at);
      }
    }
  }
  return lists;
}

/** Whether a set holds something that the other does not. */
const hasOther = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].some((row) => !b.has(row));
