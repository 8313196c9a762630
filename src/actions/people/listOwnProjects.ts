import { listProjectsOf } from "../../db/people/membership.ts";
import { listProjects } from "../../db/project/project.ts";
import type { Context } from "../context.ts";

/** A person's projects with their roles, and, for who leads one, whether the installation has several, theirs or not. */
export async function listOwnProjects({ db }: Pick<Context, "db">, { person }: { person: string }) {
  const projects = await listProjectsOf(db, person);
  const isLead = projects.some(({ roles }) => roles.includes("lead"));
  return { projects, areSeveral: isLead && (await listProjects(db)).length > 1 };
}
