import { Failure } from "../../contract/failure.ts";
import type { Activity } from "../../contract/people/person.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { listEventsOf } from "../../db/event.ts";
import { listMemberships } from "../../db/people/membership.ts";
import { type PageAsked, pageBefore } from "../../db/sql/pageBefore.ts";
import type { Context } from "../context.ts";

/** What a person did in a project and what was changed about them, a page at a time, the newest first. */
export async function listActivity(
  { db }: Pick<Context, "db">,
  { project, person, before, limit }: { project: string; person: string } & PageAsked,
): Promise<{ events: Activity[]; before: string | null }> {
  if ((await listMemberships(db, project, person)).length === 0) {
    throw new Failure("not-found", "There is no such person in this project.");
  }
  const rows = await listEventsOf(db, { project, person, before, limit: limit + 1 });
  const { page, before: next } = pageBefore(rows, limit);
  return {
    events: page.map(({ beforeJson, afterJson, by, imageId, imageKey, ...event }) => ({
      ...event,
      image: imageId !== null && imageKey !== null ? { id: imageId, key: imageKey } : null,
      by: by ?? "the command line",
      rolesBefore: rolesIn(beforeJson),
      rolesAfter: rolesIn(afterJson),
    })),
    before: next,
  };
}

function rolesIn(json: string | null): Role[] | null {
  const { roles, role } = (json === null ? {} : JSON.parse(json)) as { roles?: Role[]; role?: Role };
  return roles ?? (role ? [role] : null);
}
