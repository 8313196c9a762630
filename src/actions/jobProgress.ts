import { addProgress, updateJob } from "../db/jobs.ts";
import type { Db } from "../db/schema.ts";

export interface Progress {
  /** What is being done, in a word or two. */
  step: string;
  done: number;
  total: number;
}

/** What every long action takes besides its own input. */
export interface JobInput {
  /** The row of the job table that shows the action's progress. */
  job?: string | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Ends the action after the chunk under way. */
  signal?: AbortSignal | undefined;
  /** Where several processes share the work: which images this one does. */
  shares?: Shares | undefined;
}

/** Deals out the images of a project among processes that do the same with each image. */
export interface Shares {
  /** Runs something for one share after another that no other process has: for the images whose ids end with it. */
  each(run: (share: string) => Promise<void>): Promise<void>;
}

/** Runs something for all images, or for one share of them after another. */
export const eachShare = ({ shares }: JobInput, run: (share: string) => Promise<void>): Promise<void> =>
  shares ? shares.each(run) : run("");

/**
 * Writes the progress to the job table, as part of the transaction that made it.
 * @param added what was done now, to add to the others' part where several share the work
 */
export async function storeProgress(
  db: Db,
  { job, shares }: JobInput,
  { step, done, total }: Progress,
  updatedAt: string,
  added = 0,
): Promise<void> {
  if (job === undefined) return;
  if (shares) await addProgress(db, job, { step, added, total, updatedAt });
  else await updateJob(db, job, { step, done, total, updatedAt });
}
