import type { AssignmentView } from "../contract/work.ts";
import { getAssignmentOf } from "../db/assignment.ts";
import { getProject } from "../db/project.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import type { Context } from "./context.ts";
import { checkQualified } from "./findQualification.ts";
import { openAssignment } from "./openAssignment.ts";

/** One assignment of a person, to look at or to work on. Opening a refinement locks what it refines. */
export async function getAssignment(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { assignment, person }: { assignment: string; person: string },
): Promise<AssignmentView> {
  const found = await getAssignmentOf(ctx.db, person, assignment);
  const { settings } = await getProject(ctx.db, found.projectId);
  await checkQualified(ctx.db, { project: found.projectId, stage: found.stage, person, settings });
  return buildAssignmentView(ctx.db, await openAssignment(ctx, found, settings), settings);
}
