import { type JobView, type JobWork, jobWork } from "../../contract/jobs.ts";
import type { JobKind } from "../../core/project/jobKind.ts";
import type { Job } from "../../db/jobs.ts";
import { listPersonNames } from "../../db/people/person.ts";
import type { Context } from "../context.ts";
import { findUntaken } from "./findUntaken.ts";
import { outcomeOf } from "./jobFiles.ts";

type Used = Pick<Context, "db" | "dialect" | "now">;

/** Jobs as the contract shows them, in the order given. */
export async function viewJobs(ctx: Used, jobs: readonly Job[]): Promise<JobView[]> {
  const people = jobs.flatMap(({ personId }) => (personId === null ? [] : [personId]));
  const names = await listPersonNames(ctx.db, [...new Set(people)]);
  const untaken = await findUntaken(ctx, jobs);
  return jobs.map((job) => {
    const { id, kind, inputJson, state, step, done, total, message, personId, startedAt, updatedAt } = job;
    return {
      id,
      kind: kind as JobKind,
      work: workOf(inputJson),
      ...{ state, step, done, total, message, startedAt, updatedAt },
      by: personId === null ? null : (names.get(personId) ?? null),
      isEnding: state === "running" && job.cancelAsked === 1,
      isUntaken: untaken.has(id),
      outcome: outcomeOf(job),
    };
  });
}

export async function viewJob(ctx: Used, job: Job): Promise<JobView> {
  const [view] = await viewJobs(ctx, [job]);
  return view!;
}

/** What a job has to do; null also where another version of this program wrote it in an unknown form. */
function workOf(inputJson: string | null): JobWork | null {
  return inputJson === null ? null : (jobWork.safeParse(JSON.parse(inputJson)).data ?? null);
}
