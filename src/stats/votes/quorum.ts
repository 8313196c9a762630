import { countAnswers } from "../agreement/countAnswers.ts";
import type { VoteColumns } from "./voteColumns.ts";

/**
 * 1 for each item with at least `min` yes, 0 for every other; a maybe is half a yes. The union is a quorum of one yes,
 * whatever the maybes: see `union`.
 *
 * @param min number of yes, greater than 0
 * @returns [items], NaN for an item without votes
 */
export function quorum(votes: VoteColumns, min: number): Float64Array {
  const { no, maybe, yes } = countAnswers(votes);
  return Float64Array.from(no, (noes, item) => {
    const maybes = maybe[item] as number;
    const yeses = yes[item] as number;
    if (noes + maybes + yeses === 0) return Number.NaN;
    return yeses + maybes / 2 >= min ? 1 : 0;
  });
}

/**
 * 1 for each item that anybody answered with yes, 0 for every other.
 *
 * @returns [items], NaN for an item without votes
 */
export function union(votes: VoteColumns): Float64Array {
  const { no, maybe, yes } = countAnswers(votes);
  return Float64Array.from(no, (noes, item) => {
    const yeses = yes[item] as number;
    if (noes + (maybe[item] as number) + yeses === 0) return Number.NaN;
    return yeses > 0 ? 1 : 0;
  });
}

/**
 * 1 for each item that everybody who answered it answered with yes, 0 for every other: a maybe is no yes.
 *
 * @returns [items], NaN for an item without votes
 */
export function intersection(votes: VoteColumns): Float64Array {
  const { no, maybe, yes } = countAnswers(votes);
  return Float64Array.from(no, (noes, item) => {
    const others = noes + (maybe[item] as number);
    const yeses = yes[item] as number;
    if (others + yeses === 0) return Number.NaN;
    return others === 0 ? 1 : 0;
  });
}
