import { Failure } from "../../contract/failure.ts";
import { listProjects, type Project } from "../../db/project/project.ts";
import { commandFor } from "../../files/commandFor.ts";
import type { Context } from "../context.ts";

const quote = (projects: readonly Project[]) => projects.map(({ name }) => `“${name}”`).join(", ");

/**
 * The project with this name or id; without either, the only project.
 *
 * @throws Failure `not-found` where there is none, `wrong-usage` where there are several to choose from
 */
export async function findProject(
  ctx: Pick<Context, "db" | "dataFolder">,
  nameOrId?: string,
): Promise<Project> {
  const projects = await listProjects(ctx.db);
  const [first, ...others] = projects;
  if (!first) {
    throw new Failure(
      "not-found",
      `There is no project yet. Make one: ${commandFor("project create NAME", { data: ctx.dataFolder })}`,
    );
  }
  if (nameOrId === undefined) {
    if (others.length === 0) return first;
    throw new Failure(
      "wrong-usage",
      `There are several projects. Choose one with --project: ${quote(projects)}.`,
    );
  }
  const found = projects.find(({ id, name }) => name === nameOrId || id === nameOrId);
  if (found) return found;
  throw new Failure("not-found", `There is no project “${nameOrId}”. There is: ${quote(projects)}.`);
}
