import type { Context } from "../actions/context.ts";
import { settleApart } from "../actions/votes/settleApart.ts";
import type { Settlement } from "../contract/votes.ts";
import { getProject } from "../db/project/project.ts";
import { runJob } from "./runJob.ts";

/**
 * Settles the votes of a project as a job, outside the server's own thread.
 * @throws Failure `in-use` if another job of the project runs; those of `settleVotes`
 */
export async function runSettlement(
  ctx: Pick<Context, "db" | "address" | "dataFolder" | "now">,
  { project: id, person }: { project: string; person: string | null },
): Promise<Settlement> {
  const project = await getProject(ctx.db, id);
  return runJob(ctx, { project, kind: "settle-votes" }, (job) =>
    settleApart(ctx, { project: id, person, job }),
  );
}
