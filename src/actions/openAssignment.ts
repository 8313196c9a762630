import { isDrawn } from "../core/isDrawn.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { type Assignment, updateAssignment } from "../db/assignment.ts";
import type { Context } from "./context.ts";

/** Notes that a page is opened for the first time; whether a refinement begins from blank is settled then. */
export async function openAssignment(
  { db, now }: Pick<Context, "db" | "now">,
  assignment: Assignment,
  { blankShare }: Pick<ProjectSettings, "blankShare">,
): Promise<Assignment> {
  if (assignment.openedAt !== null) return assignment;
  const isBlank = assignment.stage === "refine" && isDrawn("blank", assignment.imageId, blankShare);
  const opened = { openedAt: now().toISOString(), blank: isBlank ? 1 : 0 };
  await updateAssignment(db, assignment.id, opened);
  return { ...assignment, ...opened };
}
