import type { ProjectSettings } from "../../../core/project/settings.ts";
import type { Stage } from "../../../core/tasks/stage.ts";
import type { Db } from "../../../db/schema.ts";
import { commitTogether } from "../../../db/sql/commitTogether.ts";
import { type Assignment, listOpenAssignments, updateAssignment } from "../../../db/tasks/assignment.ts";
import type { Context } from "../../context.ts";
import { workOf } from "../stages/workOf.ts";

type Rules = Pick<ProjectSettings, "blankShare">;

/**
 * Records that a page is opened for the first time; this settles whether a refinement begins from blank: on gold each
 * does.
 */
export async function openAssignment(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  assignment: Assignment,
  rules: Rules,
): Promise<Assignment> {
  if (assignment.openedAt !== null) return assignment;
  return commitTogether(ctx, (db) => noteOpened(db, assignment, rules, ctx.now()));
}

async function noteOpened(db: Db, assignment: Assignment, rules: Rules, now: Date): Promise<Assignment> {
  const { id, stage, imageId: image } = assignment;
  const isBlank = await workOf(stage).beginsBlank(db, image, rules);
  const opened = { openedAt: now.toISOString(), blank: isBlank ? 1 : 0 };
  await updateAssignment(db, id, opened);
  return { ...assignment, ...opened };
}

/**
 * Opens the next image as part of the save that leads to it: a separate write would be one more wait for the disk.
 * Whether an image with a lease still belongs to its person is checked when it is handed out.
 */
export async function openNext(
  db: Db,
  dialect: Context["dialect"],
  work: { project: string; stage: Stage; person: string },
  rules: Rules,
  now: Date,
): Promise<void> {
  const [next] = await listOpenAssignments(db, { ...work, limit: 1 });
  if (next && next.leaseUntil === null) await openWithin(db, dialect, next, rules, now);
}

/** Opens an image as part of another commit, if possible. */
export async function openWithin(
  db: Db,
  dialect: Context["dialect"],
  assignment: Assignment,
  rules: Rules,
  now: Date,
): Promise<Assignment> {
  if (assignment.openedAt !== null) return assignment;
  // Another save may hold it while waiting for this one's image: then it is opened when it is handed out.
  if (dialect === "postgres" && !(await isFree(db, assignment.id))) return assignment;
  return noteOpened(db, assignment, rules, now);
}

const isFree = async (db: Db, assignment: string): Promise<boolean> =>
  (await db
    .selectFrom("assignment")
    .select("id")
    .where("id", "=", assignment)
    .forNoKeyUpdate()
    .skipLocked()
    .executeTakeFirst()) !== undefined;
