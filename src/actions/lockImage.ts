import type { Db } from "../db/schema.ts";
import { type Assignment, getAssignmentOf } from "../db/tasks/assignment.ts";
import type { Context } from "./context.ts";
import { keepRules } from "./lock.ts";

/**
 * Locks an image: annotators who submit at the same time must see each other's answers. SQLite has only one writer
 * anyway. The lock leaves the image's id free, so writes that merely refer to the image neither wait nor deadlock.
 */
export async function lockImage(db: Db, dialect: Context["dialect"], image: string): Promise<void> {
  if (dialect === "postgres") {
    await db.selectFrom("image").select("id").where("id", "=", image).forNoKeyUpdate().execute();
  }
}

/**
 * A person's assignment, read once nobody else can change its image or the project's rules.
 * @throws Failure `not-found` where it is not theirs
 */
export async function lockAssignment(
  db: Db,
  dialect: Context["dialect"],
  { person, assignment: id }: { person: string; assignment: string },
): Promise<Assignment> {
  const assignment = await getAssignmentOf(db, person, id);
  if (dialect !== "postgres") return assignment;
  await keepRules(db, dialect, assignment.projectId);
  await lockImage(db, dialect, assignment.imageId);
  // Somebody may have changed it while waiting for the lock.
  return getAssignmentOf(db, person, id);
}
