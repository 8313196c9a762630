import { findPersonName } from "../../db/people/person.ts";
import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";

/**
 * What an invitation tells the invited person: the names of its project and of its author.
 *
 * @param made.by who made it; null: somebody at the command line
 */
export async function describeInvitation(
  { db }: Pick<Context, "db">,
  made: { project: string; by: string | null },
): Promise<{ project: string; by: string }> {
  return { project: (await getProject(db, made.project)).name, by: await findPersonName(db, made.by) };
}
