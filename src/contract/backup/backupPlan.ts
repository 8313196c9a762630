import { z } from "zod";

/** Backups that the server makes on its own. */
export interface BackupPlan {
  /** Absolute path of the folder where they are kept. */
  folder: string;
  everyHours: number;
  /** How many are kept; the oldest is deleted once a new one has been made and read back. */
  keep: number;
}

/** Outcome of the backups so far, as stored in the data folder. */
export const backupState = z.strictObject({
  folder: z.string(),
  everyHours: z.number().positive(),
  keep: z.int().positive(),
  /** When the last backup that was read back was begun, and where it is. */
  madeAt: z.string().nullable(),
  file: z.string().nullable(),
  /** Why and when the last attempt failed; null if it did not. */
  failure: z.strictObject({ at: z.string(), message: z.string() }).nullable(),
});

export type BackupState = z.output<typeof backupState>;
