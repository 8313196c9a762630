import type { VoteColumns } from "../votes/voteColumns.ts";
import { countAnswers } from "./countAnswers.ts";

/**
 * The share of yes among each item's answers; a maybe is half a yes and half a no. The majority says yes where the
 * share is greater than one half: a tie is no.
 *
 * @returns [items], from 0 to 1; NaN for an item without votes
 */
export function shareOfYes(votes: VoteColumns): Float64Array {
  const { no, maybe, yes } = countAnswers(votes);
  return Float64Array.from(no, (noes, item) => {
    const maybes = maybe[item] as number;
    const yeses = yes[item] as number;
    return (yeses + maybes / 2) / (noes + maybes + yeses);
  });
}
