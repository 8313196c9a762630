import { Failure } from "../../contract/failure.ts";
import { closeSheetPlan } from "../../db/contains/sheetPlan.ts";
import { insertEvent } from "../../db/event.ts";
import type { Context } from "../context.ts";

/**
 * Closes a plan, so that its sheets are no longer handed out and its answers stay as submitted; or reopens it.
 * @throws Failure `not-found` where there is no such plan, or it is already in that state
 */
export async function closePlan(
  ctx: Pick<Context, "db" | "now">,
  {
    project,
    person,
    plan,
    isClosed,
  }: { project: string; person: string | null; plan: number; isClosed: boolean },
): Promise<void> {
  await ctx.db.transaction().execute(async (db) => {
    const at = ctx.now().toISOString();
    if (!(await closeSheetPlan(db, { project, number: plan }, isClosed ? at : null))) {
      throw new Failure(
        "not-found",
        isClosed ? `There is no open plan ${plan}.` : `There is no closed plan ${plan}.`,
      );
    }
    const kind = isClosed ? "contains-closed" : "contains-reopened";
    await insertEvent(db, { project, at, person, kind, after: { plan } });
  });
}
