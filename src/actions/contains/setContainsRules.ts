import type { ContainsRules } from "../../core/contains/containsRules.ts";
import { writeSheetRules } from "../../db/contains/selections.ts";
import { insertEvent } from "../../db/event.ts";
import type { Context } from "../context.ts";
import { getContainsRules } from "./readSelections.ts";

/** Changes how a project's answers are counted. The answers stay: under the earlier rules they count as before. */
export async function setContainsRules(
  ctx: Pick<Context, "db" | "now">,
  { project, person, rules }: { project: string; person: string | null; rules: ContainsRules },
): Promise<void> {
  await ctx.db.transaction().execute(async (db) => {
    const before = await getContainsRules(db, project);
    const at = ctx.now().toISOString();
    await writeSheetRules(db, project, rules, at);
    await insertEvent(db, { project, at, person, kind: "contains-rules-changed", before, after: rules });
  });
}
