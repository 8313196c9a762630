import { keepVotes } from "../../../stats/votes/keepVotes.ts";
import type { VoteColumns } from "../../../stats/votes/voteColumns.ts";
import type { WorthOfAsking } from "../../../stats/votes/worthOfAsking.ts";

/** The probability of labels given some of the votes. */
export interface Rule {
  logOdds: (votes: VoteColumns) => Float64Array;
}

/** [items] each: the votes on an item, in the order they are taken. */
export function drawOrder(votes: VoteColumns, random: () => number): Uint32Array[] {
  const own: number[][] = Array.from({ length: votes.items.length }, () => []);
  for (let vote = 0; vote < votes.item.length; vote++) own[votes.item[vote]!]!.push(vote);
  return own.map((given) => {
    for (let place = given.length - 1; place > 0; place--) {
      const other = Math.floor(random() * (place + 1));
      [given[place], given[other]] = [given[other]!, given[place]!];
    }
    return Uint32Array.from(given);
  });
}

/**
 * Takes one answer to each item, and then, round by round, one more wherever the answers so far say that it is worth
 * its price, until none is.
 */
export function takeAnswers(
  votes: VoteColumns,
  { logOdds }: Rule,
  ordered: readonly Uint32Array[],
  worth: WorthOfAsking,
): { taken: number; logOdds: Float64Array } {
  const taken = ordered.map(({ length }) => Math.min(1, length));
  for (;;) {
    const kept = ordered.flatMap((given, item) => Array.from(given.subarray(0, taken[item]!)));
    const odds = logOdds(keepVotes(votes, kept));
    let more = 0;
    for (const [item, given] of ordered.entries()) {
      const so = taken[item]!;
      if (so >= given.length) continue;
      const counts: [number, number, number] = [0, 0, 0];
      for (let place = 0; place < so; place++) counts[votes.answer[given[place]!]!]!++;
      if (worth(...counts, odds[item]!) <= 0) continue;
      taken[item]!++;
      more++;
    }
    if (more === 0) return { taken: kept.length, logOdds: odds };
  }
}
