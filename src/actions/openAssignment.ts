import { isDrawn } from "../core/isDrawn.ts";
import type { ProjectSettings } from "../core/settings.ts";
import { type Assignment, updateAssignment } from "../db/assignment.ts";
import { commitTogether } from "../db/commitTogether.ts";
import { isGold } from "../db/gold.ts";
import type { Context } from "./context.ts";

/** Notes that a page is opened for the first time; whether a refinement begins from blank is settled then: of gold each does. */
export async function openAssignment(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  assignment: Assignment,
  { blankShare }: Pick<ProjectSettings, "blankShare">,
): Promise<Assignment> {
  if (assignment.openedAt !== null) return assignment;
  const { stage, imageId: image } = assignment;
  const isBlank =
    stage === "refine" && (isDrawn("blank", image, blankShare) || (await isGold(ctx.db, image)));
  const opened = { openedAt: ctx.now().toISOString(), blank: isBlank ? 1 : 0 };
  await commitTogether(ctx, (db) => updateAssignment(db, assignment.id, opened));
  return { ...assignment, ...opened };
}
