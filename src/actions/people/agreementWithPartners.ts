import type { Share } from "../../contract/overview.ts";
import type { Db } from "../../db/schema.ts";
import { streamChosenSets } from "../../db/vote.ts";
import { shareOf } from "../shareOf.ts";

/**
 * On how many images, of those that both finished, each person and each partner chose the same set, by person; whoever
 * shares no image is missing.
 */
export async function agreementWithPartners(db: Db, project: string): Promise<Map<string, Share>> {
  const counts = new Map<string, { same: number; of: number }>();
  for await (const { sets } of streamChosenSets(db, project)) {
    const named = sets.map(({ person, labels }) => ({ person, set: labels.join() }));
    for (const mine of named) {
      const count = counts.get(mine.person) ?? { same: 0, of: 0 };
      for (const other of named) {
        if (other === mine) continue;
        count.of += 1;
        if (other.set === mine.set) count.same += 1;
      }
      counts.set(mine.person, count);
    }
  }
  const shared = [...counts].filter(([, { of }]) => of > 0);
  return new Map(shared.map(([person, { same, of }]) => [person, shareOf(same, of)]));
}
