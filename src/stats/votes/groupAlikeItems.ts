import type { VoteColumns } from "./voteColumns.ts";

/** Items that got the same answers from the same people, each kind once. */
export interface AlikeItems {
  /** The votes on one item of each kind. */
  alike: VoteColumns;
  /** [kinds], how many items are of the kind. */
  times: Uint32Array;
  /** [items], position in `times`. */
  groupOf: Uint32Array;
}

/**
 * Finds items that votes do not tell apart. With few annotators, or few votes an item, there are many: a million items
 * with one vote each are some hundred kinds.
 *
 * @returns kinds in the order in which their first items come; the votes of one in the order of the annotators
 */
export function groupAlikeItems({ items, annotators, item, annotator, answer }: VoteColumns): AlikeItems {
  const votesOf = sortByItem(item, items.length);
  const groupOf = new Uint32Array(items.length);
  const groups = new Map<string, number>();
  const times: number[] = [];
  const columns: [item: number[], annotator: number[], answer: number[]] = [[], [], []];
  for (let itemAt = 0; itemAt < items.length; itemAt++) {
    // One number per vote: who, and what.
    const codes = votesOf(itemAt).map((vote) => (annotator[vote] as number) * 3 + (answer[vote] as number));
    const key = codes.length === 1 ? String(codes[0]) : codes.sort((a, b) => a - b).join();
    let group = groups.get(key);
    if (group === undefined) {
      group = groups.size;
      groups.set(key, group);
      times.push(0);
      for (const code of codes) {
        columns[0].push(group);
        columns[1].push(Math.floor(code / 3));
        columns[2].push(code % 3);
      }
    }
    times[group] = (times[group] as number) + 1;
    groupOf[itemAt] = group;
  }
  const alike = {
    items: times,
    annotators,
    item: Uint32Array.from(columns[0]),
    annotator: Uint32Array.from(columns[1]),
    answer: Uint8Array.from(columns[2]),
  };
  return { alike, times: Uint32Array.from(times), groupOf };
}

/** @returns a function that gives the votes on an item: positions in the columns */
function sortByItem(item: Uint32Array, items: number): (itemAt: number) => number[] {
  const ends = new Uint32Array(items + 1);
  for (const number of item) ends[number + 1] = (ends[number + 1] as number) + 1;
  for (let number = 0; number < items; number++) {
    ends[number + 1] = (ends[number + 1] as number) + (ends[number] as number);
  }
  const next = ends.slice();
  const order = new Uint32Array(item.length);
  for (let vote = 0; vote < item.length; vote++) {
    const itemAt = item[vote] as number;
    order[next[itemAt] as number] = vote;
    next[itemAt] = (next[itemAt] as number) + 1;
  }
  return (itemAt) => Array.from(order.subarray(ends[itemAt], ends[itemAt + 1]));
}
