import { join } from "node:path";
import { readVotes } from "../../../src/files/votes/readVotes.ts";
import type { Votes } from "../../../src/files/votes/votes.ts";
import { shareOfYes } from "../../../src/stats/agreement/shareOfYes.ts";

export interface RealGold {
  /** Of all 78 raters on the gold questions. */
  votes: Votes;
  /** [items], the experts' majority. */
  truth: number[];
  /** [items] */
  image: Uint32Array;
}

/** ReaL's gold questions (Beyer et al. 2020) with their raters' answers. */
export async function readRealGold(researchData: string): Promise<RealGold> {
  const votes = await readVotes(join(researchData, "votes/raters_golden.npz"));
  const experts = await readVotes(join(researchData, "votes/golden.npz"));
  const shares = shareOfYes(experts);
  const truthOf = new Map(
    experts.items.map(({ image, label }, item) => [`${image} ${label}`, shares[item]! > 0.5 ? 1 : 0]),
  );
  const numbers = new Map<string, number>();
  return {
    votes,
    truth: votes.items.map(({ image, label }) => truthOf.get(`${image} ${label}`)!),
    image: Uint32Array.from(votes.items, ({ image }) => {
      const number = numbers.get(image) ?? numbers.size;
      numbers.set(image, number);
      return number;
    }),
  };
}
