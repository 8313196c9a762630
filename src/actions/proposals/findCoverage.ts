import type { Coverage, Share } from "../../contract/project/overview.ts";
import { countOutsideProposals, type OutsideProposals } from "../../db/proposals/coverage.ts";
import type { Db } from "../../db/schema.ts";
import { shareOfSums } from "../shareOf.ts";

/**
 * How many of the labels that people chose had not been proposed: in total, and by the number of labels per image. It
 * is a lower bound on what the proposals miss, because nobody searches for everything.
 */
export async function findCoverage(db: Db, project: string): Promise<Coverage> {
  const rows = await countOutsideProposals(db, project);
  return {
    outside: shareOfRows(rows),
    byLabelCount: rows.map((row) => ({
      labels: row.labels,
      images: row.images,
      outside: shareOfRows([row]),
    })),
  };
}

function shareOfRows(rows: readonly OutsideProposals[]): Share {
  const sum = (key: Exclude<keyof OutsideProposals, "labels">) =>
    rows.reduce((total, row) => total + row[key], 0);
  return shareOfSums({
    units: sum("images"),
    a: sum("outside"),
    b: sum("chosen"),
    aa: sum("outsideTwice"),
    ab: sum("product"),
    bb: sum("chosenTwice"),
  });
}
