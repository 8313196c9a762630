import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Hints } from "../../../src/files/votes/readHints.ts";
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

/** Whether a label is the original one, and one over its rank among the first five of either model. */
export async function hintsOfReal(researchData: string): Promise<Hints> {
  const text = await readFile(join(researchData, "votes/raters-half-images.csv"), "utf8");
  const known = new Map(
    text
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => {
        const [image, original, ...labels] = line.split(",");
        return [image!, { original, models: [labels.slice(0, 5), labels.slice(5)] }] as const;
      }),
  );
  return {
    columns: ["original", "resnet50", "vgg16"],
    find: (image, label) => {
      const of = known.get(image);
      if (!of) return [0, 0, 0, 0];
      const near = (ranking: string[]) => (ranking.includes(label) ? 1 / (ranking.indexOf(label) + 1) : 0);
      return [1, of.original === label ? 1 : 0, ...of.models.map(near)];
    },
  };
}
