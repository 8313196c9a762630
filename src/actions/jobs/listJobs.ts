import type { JobView } from "../../contract/jobs.ts";
import { getJobOf, listJobsOf } from "../../db/jobs.ts";
import { type PageAsked, pageBefore } from "../../db/sql/pageBefore.ts";
import type { Context } from "../context.ts";
import { viewJob, viewJobs } from "./viewJob.ts";

/** A page of a project's jobs, the newest first. */
export async function listJobs(
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, ...asked }: { project: string } & PageAsked,
): Promise<{ jobs: JobView[]; before: string | null }> {
  const { page, before } = pageBefore(await listJobsOf(ctx.db, project, asked), asked.limit);
  return { jobs: await viewJobs(ctx, page), before };
}

/** @throws Failure `not-found` */
export const getJob = async (
  ctx: Pick<Context, "db" | "dialect" | "now">,
  { project, job }: { project: string; job: string },
): Promise<JobView> => viewJob(ctx, await getJobOf(ctx.db, project, job));
