import { learnAskingApart } from "../actions/asking/learnAskingApart.ts";
import type { Context } from "../actions/context.ts";
import type { AskingView } from "../contract/asking.ts";
import { getProject } from "../db/project/project.ts";
import { runJob } from "./runJob.ts";

/**
 * Learns when asking may end, as a job of the project outside the server's own thread.
 * @throws Failure `in-use` if another job of the project runs; those of `learnAsking`
 */
export async function runLearnAsking(
  ctx: Pick<Context, "db" | "address" | "dataFolder" | "now">,
  { project: id, person }: { project: string; person: string | null },
): Promise<AskingView> {
  const project = await getProject(ctx.db, id);
  return runJob(ctx, { project, kind: "learn-asking" }, () => learnAskingApart(ctx, { project: id, person }));
}
