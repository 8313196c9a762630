import { updateJob } from "../db/jobs.ts";
import type { Db } from "../db/schema.ts";

export interface Progress {
  /** What is being done, in a word or two. */
  step: string;
  done: number;
  total: number;
}

/** What every long action takes beside its own input. */
export interface JobInput {
  /** The row of the job table that shows how far the action is. */
  job?: string | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the action after the chunk under way. */
  signal?: AbortSignal | undefined;
}

/** Writes the progress to the job table, as part of the transaction that made it. */
export async function storeProgress(
  db: Db,
  { job }: JobInput,
  { step, done, total }: Progress,
  updatedAt: string,
): Promise<void> {
  if (job !== undefined) await updateJob(db, job, { step, done, total, updatedAt });
}
