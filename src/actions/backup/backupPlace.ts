import { join } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { Context } from "../context.ts";

/** So many that people asked for are kept where no setting says how many. */
const usualKeep = 3;

/** Where backups are kept that people ask for. */
export interface BackupPlace {
  folder: string;
  keep: number;
  /** In the data folder itself. */
  isInside: boolean;
}

/**
 * The folder of the setting; or else one in the data folder, where that holds the whole installation anyway. Beside a
 * PostgreSQL or a bucket, a data folder is one server's own and may not outlive it: null there.
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
