import type { Matter } from "../../contract/inbox.ts";
import type { flagStates } from "../../contract/talk.ts";
import { listFlags, listSettled } from "../../db/inbox.ts";
import type { Db } from "../../db/schema.ts";
import { type FlagMatter, toFlagMatter } from "../inbox/flagMatter.ts";

export interface ReadFlag {
  matter: FlagMatter;
  state: (typeof flagStates)[number];
  /** What settled it; null while it is open. */
  settled: { answer: string; at: string; by: string | null; personId: string | null } | null;
}

/** The flags of an image or of a person: current ones, and those that were settled and have been removed since. */
export async function readFlags(
  db: Db,
  project: string,
  only: { image: string } | { person: string },
): Promise<ReadFlag[]> {
  const standing = (await listFlags(db, project, only)).map(toFlagMatter);
  const settled = (await listSettled(db, project, only)).map((row) => ({
    ...row,
    matter: JSON.parse(row.matterJson) as Matter,
  }));
  const settledOf = new Map(settled.map((row) => [row.matter.id, row]));
  const isStanding = new Set(standing.map(({ id }) => id));
  const gone = settled.flatMap(({ matter }) =>
    matter.kind === "flag" && !isStanding.has(matter.id) ? [matter] : [],
  );
  return [...standing, ...gone]
    .map((matter): ReadFlag => {
      const row = settledOf.get(matter.id);
      const state = !row ? "open" : row.answer === "" ? "closed" : "answered";
      return { matter, state, settled: row ?? null };
    })
    .sort((a, b) => (a.matter.at < b.matter.at ? 1 : a.matter.at > b.matter.at ? -1 : 0));
}
