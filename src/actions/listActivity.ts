import { Failure } from "../contract/failure.ts";
import type { Activity } from "../contract/person.ts";
import type { Role } from "../core/stage.ts";
import { listEventsOf } from "../db/event.ts";
import { listMemberships } from "../db/membership.ts";
import type { Context } from "./context.ts";

/** What a person did in a project and what was changed about them, a page at a time, the newest first. */
export async function listActivity(
  { db }: Pick<Context, "db">,
  {
    project,
    person,
    before,
    limit,
  }: { project: string; person: string; before?: string | undefined; limit: number },
): Promise<{ events: Activity[]; before: string | null }> {
  if ((await listMemberships(db, project, person)).length === 0) {
    throw new Failure("not-found", "There is no such person in this project.");
  }
  const rows = await listEventsOf(db, { project, person, before, limit: limit + 1 });
  const shown = rows.slice(0, limit);
  return {
    events: shown.map(({ beforeJson, afterJson, by, ...event }) => ({
      ...event,
      by: by ?? "the command line",
      rolesBefore: rolesIn(beforeJson),
      rolesAfter: rolesIn(afterJson),
    })),
    before: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
  };
}

function rolesIn(json: string | null): Role[] | null {
  const { roles, role } = (json === null ? {} : JSON.parse(json)) as { roles?: Role[]; role?: Role };
  return roles ?? (role ? [role] : null);
}
