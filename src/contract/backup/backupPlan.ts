import { z } from "zod";

/** Backups that the server makes by itself. */
export interface BackupPlan {
  /** Absolute path of the folder where they are kept. */
  folder: string;
  everyHours: number;
  /** How many are kept; the oldest goes once a new one was made and read back. */
  keep: number;
}

/** What became of them so far, as it stands in the data folder. */
export const backupState = z.strictObject({
  folder: z.string(),
  everyHours: z.number().positive(),
  keep: z.int().positive(),
  /** When the last one that was read back was begun, and where it is. */
  madeAt: z.string().nullable(),
  file: z.string().nullable(),
  /** Why the last try failed, and when; null where it did not. */
  failure: z.strictObject({ at: z.string(), message: z.string() }).nullable(),
});

export type BackupState = z.output<typeof backupState>;
