import { z } from "zod";

/**
 * What a backup holds: a tar archive with, in this order, `backup.json` (backupHeader), `tables/NAME/NUMBER.jsonl.gz`
 * (rows as JSON lists), `files/PATH` (below the data folder), after some of those `hashes/NUMBER.jsonl` (fileHash), and
 * `end.json` (backupEnd). docs/operate.md describes it.
 */
export const backupFormat = "multilabelfy-backup";
export const backupVersion = 1;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** The first entry. */
export const backupHeader = z.object({
  format: z.literal(backupFormat),
  version: z.number().int().positive(),
  /** Version of the program that made it. */
  program: z.string(),
  madeAt: z.iso.datetime(),
  database: z.enum(["sqlite", "postgres"]),
  /** The changes that had been made to its tables. */
  made: z.array(z.string()).min(1),
});

/** The SHA-256 of an entry below `files/`. */
export const fileHash = z.object({ path: z.string().min(1), bytes: z.number().int().min(0), sha256 });

/** The last entry: without it, a backup is incomplete. */
export const backupEnd = z.object({
  /** For each table, its number of rows and the sum of their SHA-256 (db/sql/copy/rowSum). */
  tables: z.record(z.string(), z.object({ rows: z.number().int().min(0), sum: sha256 })),
  files: z.number().int().min(0),
  bytes: z.number().min(0),
  /** The SHA-256 of all earlier entries that are not files, concatenated in the order they are packed. */
  entries: sha256,
});

export type BackupHeader = z.output<typeof backupHeader>;
export type FileHash = z.output<typeof fileHash>;
export type BackupEnd = z.output<typeof backupEnd>;
