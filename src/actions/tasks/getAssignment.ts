import type { AssignmentView } from "../../contract/tasks/work.ts";
import { getProject } from "../../db/project/project.ts";
import { getAssignmentOf } from "../../db/tasks/assignment.ts";
import type { Context } from "../context.ts";
import { checkQualified } from "../practice/findQualification.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import { openAssignment } from "./parts/openAssignment.ts";

/** One of a person's assignments, to look at or to work on. Opening a refinement locks what it refines. */
export async function getAssignment(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { assignment, person }: { assignment: string; person: string },
): Promise<AssignmentView> {
  const found = await getAssignmentOf(ctx.db, person, assignment);
  const { settings } = await getProject(ctx.db, found.projectId);
  await checkQualified(ctx.db, { project: found.projectId, stage: found.stage, person, settings });
  return buildAssignmentView(ctx.db, await openAssignment(ctx, found, settings), settings);
}
