import type { AssignmentView } from "../contract/work.ts";
import { getAssignmentOf, updateAssignment } from "../db/assignment.ts";
import { buildAssignmentView } from "./buildAssignmentView.ts";
import type { Context } from "./context.ts";

/** One assignment of a person, to look at or to work on. Opening a refinement locks what it refines. */
export async function getAssignment(
  ctx: Pick<Context, "db" | "now">,
  { assignment, person }: { assignment: string; person: string },
): Promise<AssignmentView> {
  const found = await getAssignmentOf(ctx.db, person, assignment);
  if (found.openedAt === null) {
    await updateAssignment(ctx.db, found.id, { openedAt: ctx.now().toISOString() });
  }
  return buildAssignmentView(ctx.db, found);
}
