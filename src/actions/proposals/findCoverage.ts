import type { Coverage } from "../../contract/overview.ts";
import { countOutsideProposals } from "../../db/proposals/coverage.ts";
import type { Db } from "../../db/schema.ts";
import { shareOf } from "../shareOf.ts";

/**
 * How many of the labels that people chose no model had proposed: all, and by the number of labels of their image. As a
 * measure of what the proposals miss it is a lower bound, because nobody searches for everything.
 */
export async function findCoverage(db: Db, project: string): Promise<Coverage> {
  const rows = await countOutsideProposals(db, project);
  const sum = (of: "chosen" | "outside") => rows.reduce((total, row) => total + row[of], 0);
  return {
    outside: shareOf(sum("outside"), sum("chosen")),
    byLabelCount: rows.map(({ labels, images, chosen, outside }) => ({
      labels,
      images,
      outside: shareOf(outside, chosen),
    })),
  };
}
