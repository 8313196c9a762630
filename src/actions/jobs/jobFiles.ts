import type { JobOutcome } from "../../contract/jobs.ts";
import { type Job, updateJob } from "../../db/jobs.ts";
import type { Context } from "../context.ts";
import type { WorkDone } from "./workDone.ts";

/** How many files of a project's jobs are kept; those of older jobs are removed. */
const kept = 20;

/** The outcome of a job; outcomes from before there were notes have none. */
export const outcomeOf = ({ outcomeJson }: Pick<Job, "outcomeJson">): JobOutcome | null =>
  outcomeJson === null
    ? null
    : { notes: [], ...(JSON.parse(outcomeJson) as Omit<JobOutcome, "notes"> & Partial<JobOutcome>) };

/** Whether a key is the folder of those files, which can be recreated. */
export const isJobFolder = (key: string): boolean => /^files\/[^/]+\/jobs$/.test(key);

/** A project's files are removed with the project. */
export const jobFileKey = ({ id, projectId }: Pick<Job, "id" | "projectId">) =>
  `files/${projectId}/jobs/${id}`;

/** Stores the file that a job made, whole or not at all. */
export async function keepJobFile(
  { storage }: Pick<Context, "storage">,
  job: Pick<Job, "id" | "projectId">,
  { fileName: name, contentType: type, body }: NonNullable<WorkDone["file"]>,
): Promise<JobOutcome["file"]> {
  const key = jobFileKey(job);
  await storage.put(key, body);
  const state = await storage.stat(key);
  return { name, type, bytes: state?.bytes ?? 0 };
}

/** Removes all but the newest files of a project's jobs, and records that for each. */
export async function forgetOldFiles(
  { db, storage }: Pick<Context, "db" | "storage">,
  project: string,
): Promise<void> {
  const jobs = await db
    .selectFrom("job")
    .select(["id", "projectId", "outcomeJson"])
    .where("projectId", "=", project)
    .where("outcomeJson", "is not", null)
    .orderBy("id", "desc")
    .execute();
  const withFiles = jobs.filter((job) => outcomeOf(job)?.file);
  for (const job of withFiles.slice(kept)) {
    await updateJob(db, job.id, { outcomeJson: JSON.stringify({ ...outcomeOf(job), file: null }) });
    await storage.remove(jobFileKey(job));
  }
}
