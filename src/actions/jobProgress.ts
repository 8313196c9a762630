import { addProgress, updateJob } from "../db/jobs.ts";
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
  /** Where several do it together: by whom which images are done. */
  shares?: Shares | undefined;
}

/** Deals the images of a project out among those who do the same to each of them. */
export interface Shares {
  /** Runs something for one share after the other that nobody else has: for the images whose ids end so. */
  each(run: (share: string) => Promise<void>): Promise<void>;
}

/** Runs something for all images, or for one share of them after the other. */
export const eachShare = ({ shares }: JobInput, run: (share: string) => Promise<void>): Promise<void> =>
  shares ? shares.each(run) : run("");

/**
 * Writes the progress to the job table, as part of the transaction that made it.
 * @param added of them now, to what others have done where several do it together
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
