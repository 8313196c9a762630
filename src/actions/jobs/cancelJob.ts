import type { JobView } from "../../contract/jobs.ts";
import { cancelQueued, getJobOf, updateJob } from "../../db/jobs.ts";
import type { Context } from "../context.ts";
import { viewJob } from "./viewJob.ts";

/**
 * Ends a job: at once if it waits, or after the step under way if it runs, on whatever machine. A job that has ended
 * stays as it is.
 *
 * @throws Failure `not-found`
 */
export async function cancelJob(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, job: id }: { project: string; job: string },
): Promise<JobView> {
  const { db, now } = ctx;
  const { state } = await getJobOf(db, project, id);
  if (state === "queued" || state === "running") {
    const wasQueued = await cancelQueued(db, id, now().toISOString());
    if (!wasQueued) await updateJob(db, id, { cancelAsked: 1, updatedAt: now().toISOString() });
  }
  return viewJob(ctx, await getJobOf(db, project, id));
}
