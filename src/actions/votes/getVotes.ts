import type { VotesView } from "../../contract/votes.ts";
import { openingOf } from "../../core/stages/protocol.ts";
import { findLatestEvent } from "../../db/event.ts";
import { countUnsettled } from "../../db/outcome/settled.ts";
import { getProject } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";

/** Whether a project's votes are settled, and with what result. */
export async function getVotes({ db }: { db: Db }, { project }: { project: string }): Promise<VotesView> {
  const { settings } = await getProject(db, project);
  if (openingOf(settings).compare) return { isAsked: false, waiting: 0, last: null };
  const last = await findLatestEvent(db, project, "votes-settled");
  return {
    isAsked: true,
    waiting: await countUnsettled(db, project, settings.overlap),
    last: last?.afterJson ? { at: last.at, settlement: JSON.parse(last.afterJson) } : null,
  };
}
