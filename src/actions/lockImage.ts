import type { Db } from "../db/schema.ts";
import { type Assignment, getAssignmentOf } from "../db/tasks/assignment.ts";
import type { Context } from "./context.ts";
import { keepRules } from "./lock.ts";

/**
 * Annotators of one image who submit at once must see each other. SQLite has one writer anyway. The image's id stays
 * what it is, so whoever writes of the image beside a save of another one does not wait, or wait in a circle.
 */
export async function lockImage(db: Db, dialect: Context["dialect"], image: string): Promise<void> {
  if (dialect === "postgres") {
    await db.selectFrom("image").select("id").where("id", "=", image).forNoKeyUpdate().execute();
  }
}

/**
 * A person's assignment as it stands once nobody else can change its image, nor the project's rules.
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
  // Somebody may have changed it while this waited.
  return getAssignmentOf(db, person, id);
}
