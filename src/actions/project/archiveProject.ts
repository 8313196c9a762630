import { Failure } from "../../contract/failure.ts";
import type { SettingsView } from "../../contract/project/settings.ts";
import { insertEvent } from "../../db/event.ts";
import { getProject, updateProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import { getSettings } from "./getSettings.ts";

/**
 * Archives a project, so that nothing in it changes any more, or takes it back into use.
 * @throws Failure `bad-request` where the typed name is not the project's
 */
export async function archiveProject(
  ctx: Pick<Context, "db" | "now">,
  {
    project: id,
    archived,
    name,
    person,
  }: { project: string; archived: boolean; name: string; person: string | null },
): Promise<SettingsView> {
  await ctx.db.transaction().execute(async (db) => {
    const project = await getProject(db, id);
    checkName(project.name, name);
    if ((project.archivedAt !== null) === archived) return;
    const at = ctx.now().toISOString();
    await updateProject(db, id, { archivedAt: archived ? at : null });
    const kind = archived ? "project-archived" : "project-restored";
    await insertEvent(db, { project: id, at, person, kind });
  });
  return getSettings(ctx, { project: id });
}

/** Actions that cannot be undone are confirmed by typing the project's name. */
export function checkName(name: string, typed: string): void {
  if (typed.normalize("NFC").trim() !== name) {
    throw new Failure("bad-request", `That is not the project's name. Type it as it is: ${name}`);
  }
}
