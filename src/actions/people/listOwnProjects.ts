import { listProjectsOf } from "../../db/people/membership.ts";
import { mayMakeProjects } from "../../db/people/person.ts";
import { listProjects } from "../../db/project/project.ts";
import type { Context } from "../context.ts";

/**
 * A person's projects with their roles, whether they may make one, and, if so, whether the installation has several,
 * theirs or not.
 */
export async function listOwnProjects({ db }: Pick<Context, "db">, { person }: { person: string }) {
  const projects = await listProjectsOf(db, person);
  const mayMake = await mayMakeProjects(db, person);
  return { projects, mayMake, areSeveral: mayMake && (await listProjects(db)).length > 1 };
}
