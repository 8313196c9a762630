import { rulesOf } from "../../core/stages/rulesOf.ts";
import type { LockFacts } from "../../core/stages/stageRules.ts";
import { areAnswersCompared } from "../../db/auditSample/auditAnswers.ts";
import { isReleasedSince } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import type { Assignment } from "../../db/tasks/assignment.ts";
import { findHold } from "../../db/tasks/hold.ts";

/** What may keep an answer from changing. */
export async function readLock(
  db: Db,
  { imageId, stage, state, projectId, updatedAt }: Assignment,
): Promise<LockFacts> {
  const hold = await findHold(db, imageId);
  return {
    ...hold,
    isSubmitted: state === "submitted",
    isReleasedSince: hold.isGold && (await isReleasedSince(db, projectId, updatedAt)),
    // Other stages show results only in practice and in the review, which have tables of their own.
    isShown: rulesOf(stage).answers === "settled" && (await areAnswersCompared(db, imageId)),
  };
}

/** Whether an answer may no longer change. */
export const isLocked = async (db: Db, assignment: Assignment): Promise<boolean> =>
  rulesOf(assignment.stage).lockedBy(await readLock(db, assignment)) !== null;
