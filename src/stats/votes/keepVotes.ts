import type { VoteColumns } from "./voteColumns.ts";

/** Some of the votes, with all items and annotators. */
export function keepVotes<Votes extends VoteColumns>(votes: Votes, kept: ArrayLike<number>): Votes {
  return {
    ...votes,
    item: Uint32Array.from(kept, (vote) => votes.item[vote]!),
    annotator: Uint32Array.from(kept, (vote) => votes.annotator[vote]!),
    answer: Uint8Array.from(kept, (vote) => votes.answer[vote]!),
  };
}
