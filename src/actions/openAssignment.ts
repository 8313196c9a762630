import { isDrawn } from "../core/isDrawn.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { type Assignment, updateAssignment } from "../db/assignment.ts";
import { isGold } from "../db/gold.ts";
import type { Context } from "./context.ts";

/** Notes that a page is opened for the first time; whether a refinement begins from blank is settled then: of gold each does. */
export async function openAssignment(
  { db, now }: Pick<Context, "db" | "now">,
  assignment: Assignment,
  { blankShare }: Pick<ProjectSettings, "blankShare">,
): Promise<Assignment> {
  if (assignment.openedAt !== null) return assignment;
  const { stage, imageId: image } = assignment;
  const isBlank = stage === "refine" && (isDrawn("blank", image, blankShare) || (await isGold(db, image)));
  const opened = { openedAt: now().toISOString(), blank: isBlank ? 1 : 0 };
  await updateAssignment(db, assignment.id, opened);
  return { ...assignment, ...opened };
}
