import { Failure } from "../../contract/failure.ts";
import type { JobView, JobWork } from "../../contract/jobs.ts";
import { getJobOf, insertJob, listJobsUnderWay } from "../../db/jobs.ts";
import type { Context } from "../context.ts";
import { allowLists, allowPlace } from "../images/importPlaces.ts";
import { lockQueue } from "../lock.ts";
import { allowModels } from "../models/addSentModel.ts";
import { findModel } from "../models/findModel.ts";
import { getReleaseOf } from "../releases/getReleaseOf.ts";
import { viewJob } from "./viewJob.ts";

type Used = Pick<Context, "db" | "dialect" | "dataFolder" | "storage" | "now" | "imports">;

/**
 * Queues a job behind the waiting ones of its project. If one with the same work waits or runs, that one is returned
 * instead.
 *
 * @throws Failure `not-found` where its model or its release does not exist; those of `allowLists`, `allowModels` and
 *   `allowPlace`
 */
export async function startJob(
  ctx: Used,
  { project, person, work }: { project: string; person: string | null; work: JobWork },
): Promise<JobView> {
  if ("model" in work) await (await findModel(work.model, ctx.storage))[Symbol.asyncDispose]();
  if ("release" in work) await getReleaseOf(ctx.db, project, work.release);
  if (work.kind === "add-model") allowModels(ctx);
  if (work.kind === "import-list") allowLists(ctx);
  if (work.kind === "import-place") await allowPlace(ctx, work.source);
  const inputJson = JSON.stringify(work);
  return ctx.db.transaction().execute(async (db) => {
    await lockQueue(db, ctx.dialect, `${project} jobs`);
    const underWay = await listJobsUnderWay(db, project);
    const same = underWay.find((job) => job.inputJson === inputJson && job.cancelAsked === 0);
    if (same) return viewJob({ ...ctx, db }, same);
    const at = ctx.now().toISOString();
    const id = await insertJob(db, {
      ...{ projectId: project, personId: person, kind: work.kind, inputJson },
      ...{ state: "queued", done: 0, total: 0, message: "", startedAt: at, updatedAt: at },
    });
    return viewJob({ ...ctx, db }, await getJobOf(db, project, id));
  });
}

/**
 * Restarts a job that failed or was cancelled: as a new job, which resumes where that one ended.
 * @throws Failure `conflict` where it ended otherwise, or was not started in the browser
 */
export async function retryJob(
  ctx: Used,
  { project, job: id, person }: { project: string; job: string; person: string | null },
): Promise<JobView> {
  const { state, inputJson } = await getJobOf(ctx.db, project, id);
  if (state !== "failed" && state !== "cancelled")
    throw new Failure("conflict", "This job has not failed and was not cancelled. Start another.");
  if (inputJson === null)
    throw new Failure("conflict", "This job was not started here. Run the same command again.");
  const work = JSON.parse(inputJson) as JobWork;
  if (work.kind === "backup")
    throw new Failure("conflict", "Start another backup: it asks for your password where that is long ago.");
  return startJob(ctx, { project, person, work });
}
