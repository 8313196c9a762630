import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { Context } from "../context.ts";

/** How many of the backups that people asked for are kept by default. */
const usualKeep = 3;

/** Where the backups that people ask for are kept. */
export interface BackupPlace {
  folder: string;
  keep: number;
  /** It is inside the data folder. */
  isInside: boolean;
}

/**
 * The configured folder; or else one in the data folder, where that holds the whole installation anyway. Beside a
 * PostgreSQL database or a bucket, a data folder belongs to one server and may not outlive it: null there.
 */
export function findBackupPlace({
  backups,
  dataFolder,
  dialect,
  storage,
}: Pick<Context, "backups" | "dataFolder" | "dialect" | "storage">): BackupPlace | null {
  if (backups) return { folder: backups.folder, keep: backups.keep, isInside: false };
  if (dialect === "postgres" || storage.bucket) return null;
  return { folder: join(dataFolder, "backups"), keep: usualKeep, isInside: true };
}

/** @throws Failure `not-ready` where there is none */
export function getBackupPlace(ctx: Parameters<typeof findBackupPlace>[0]): BackupPlace {
  const place = findBackupPlace(ctx);
  if (place) return place;
  throw new Failure(
    "not-ready",
    "This installation names no folder for backups. Whoever runs it names one, such as MULTILABELFY_BACKUPS=/mnt/backups, for each server and worker that reaches that folder.",
  );
}
