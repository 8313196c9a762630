import { getProject } from "../../db/project/project.ts";
import type { Context } from "../context.ts";
import type { JobInput } from "../jobProgress.ts";
import { proposeAlike } from "./parts/proposeAlike.ts";

/**
 * Lets images be given to annotators without proposals: they find every label by search. Images with proposals keep
 * them, and until the work begins, a model's proposals replace the empty lists.
 *
 * @returns how many images got an empty list of proposals
 */
export async function proposeNothing(
  ctx: Pick<Context, "db" | "now">,
  input: JobInput & { project: string },
): Promise<number> {
  const { id: project } = await getProject(ctx.db, input.project);
  const method = { how: "single", k: 0, withOriginal: false } as const;
  return proposeAlike(ctx, {
    ...input,
    ...{ project, ranking: [], method, replaces: "none", step: "Leaving proposals out" },
  });
}
