import { Failure } from "../../contract/failure.ts";
import type { Role } from "../../core/tasks/stage.ts";
import { listRoles } from "../../db/people/membership.ts";
import { isArchived } from "../../db/project/project.ts";
import type { Db } from "../../db/schema.ts";

/**
 * Where the work continues after a save; null where it does not, because the person may no longer work here, say. The
 * save is already stored, so a refusal of what comes next must not look like one of the save.
 */
export async function goOn<Position>(next: () => Promise<Position>): Promise<Position | null> {
  try {
    return await next();
  } catch (error) {
    if (error instanceof Failure) return null;
    throw error;
  }
}

/**
 * Whether a person would be let in now: their save may have been stored before.
 * @throws Failure `forbidden` where they lost the role, or the project was archived
 */
export async function checkWorksOn(
  db: Db,
  { project, person, role }: { project: string; person: string; role: Role },
): Promise<void> {
  const roles = await listRoles(db, project, person);
  if (roles.includes(role) && !(await isArchived(db, "project", project))) return;
  throw new Failure("forbidden", "Your work here has ended.");
}
