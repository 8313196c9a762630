import type { VoteColumns } from "../votes/voteColumns.ts";

export interface AnswerCounts {
  /** [items] each. */
  no: Uint32Array;
  maybe: Uint32Array;
  yes: Uint32Array;
}

/** How often each item was answered no, maybe and yes. */
export function countAnswers({ items, item, answer }: VoteColumns): AnswerCounts {
  const counts = [0, 1, 2].map(() => new Uint32Array(items.length));
  const [no, maybe, yes] = counts as [Uint32Array, Uint32Array, Uint32Array];
  for (let vote = 0; vote < item.length; vote++) {
    const column = counts[answer[vote] as number] as Uint32Array;
    const itemAt = item[vote] as number;
    column[itemAt] = (column[itemAt] as number) + 1;
  }
  return { no, maybe, yes };
}
