import { insertEvent } from "../../db/event.ts";
import { nextPosition, updateAssignment } from "../../db/tasks/assignment.ts";
import { listBlocked } from "../../db/tasks/blocked.ts";
import type { Context } from "../context.ts";

/** Reopens images for people who skipped them twice: they come last, and may be skipped as if for the first time. */
export async function reopenBlocked(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    assignments,
    person,
  }: { project: string; assignments: readonly string[]; person: string | null },
): Promise<{ reopened: number }> {
  return ctx.db.transaction().execute(async (db) => {
    const at = ctx.now().toISOString();
    const chosen = (await listBlocked(db, project)).filter(({ assignment }) =>
      assignments.includes(assignment),
    );
    for (const { assignment, image, stage, person: theirs, reason } of chosen) {
      const position = await nextPosition(db, { project, stage, person: theirs });
      const open = { state: "open" as const, skips: 0, skipReason: null };
      await updateAssignment(db, assignment, { ...open, position, updatedAt: at });
      await insertEvent(db, {
        project,
        at,
        person,
        kind: "reopened",
        image,
        assignment,
        before: { state: "blocked", reason },
        after: { state: "open" },
      });
    }
    return { reopened: chosen.length };
  });
}
