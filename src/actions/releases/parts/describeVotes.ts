import type { Settlement } from "../../../contract/votes.ts";
import { openingOf } from "../../../core/stages/protocol.ts";
import { findLatestEvent } from "../../../db/event.ts";
import type { Project } from "../../../db/project/project.ts";
import type { Db } from "../../../db/schema.ts";

/** How the labels came from votes, by the last settlement; nothing where they did not. */
export async function describeVotes(
  db: Db,
  { id, settings }: Project,
): Promise<{ votes?: Record<string, unknown> }> {
  if (openingOf(settings).compare) return {};
  const last = await findLatestEvent(db, id, "votes-settled");
  if (!last?.afterJson) return { votes: { settledAt: null } };
  const {
    byThreshold,
    changed: _,
    kept: __,
    waiting: ___,
    warnings,
    ...settled
  } = JSON.parse(last.afterJson) as Settlement;
  return {
    votes: {
      settledAt: last.at,
      ...settled,
      warnings,
      /** Labels before experts refined any. */
      labelsByThreshold: byThreshold.map(({ models: _models, ...row }) => row),
      realAccuracyByThreshold: byThreshold.flatMap(({ threshold, models }) =>
        models.map((row) => ({ threshold, ...row })),
      ),
    },
  };
}
