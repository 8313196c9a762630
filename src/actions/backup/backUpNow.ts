import { mkdir } from "node:fs/promises";
import { Failure } from "../../contract/failure.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { whileLocked } from "../../db/sql/whileLocked.ts";
import type { Context } from "../context.ts";
import { type JobInput, type Progress, storeProgress } from "../jobProgress.ts";
import { getBackupPlace } from "./backupPlace.ts";
import { backupLock, backupPrefix, keepBackup } from "./keepBackup.ts";
import type { BackupReport } from "./makeBackup.ts";

/** Milliseconds between two notes of how far it is. */
const noteEvery = 1_000;

/**
 * Makes a backup that a person asked for, into the folder of the installation.
 * @throws Failure those of `keepBackup` and `getBackupPlace`
 */
export async function backUpNow(
  ctx: Context,
  { installation }: Extract<JobWork, { kind: "backup" }>,
  input: JobInput,
): Promise<BackupReport> {
  const { folder, keep, isInside } = getBackupPlace(ctx);
  // Another disk's folder must be there: one made where it is not mounted would be no other disk.
  if (isInside) await mkdir(folder, { recursive: true });
  let noted = Number.NEGATIVE_INFINITY;
  let noting = Promise.resolve();
  const onProgress = (progress: Progress) => {
    if (performance.now() - noted < noteEvery) return;
    noted = performance.now();
    noting = noting.then(() => storeProgress(ctx.db, input, progress, ctx.now().toISOString()));
    // The next one tells it.
    noting = noting.catch(() => {});
  };
  const prefix = backupPrefix(installation, { isAsked: true });
  const run = () =>
    keepBackup({ ...ctx, folder, keep, prefix, signal: input.signal, onProgress }).finally(() => noting);
  if (ctx.dialect === "sqlite") return run();
  const done = await whileLocked(ctx.db, backupLock, run);
  if (done) return done.result;
  throw new Failure("in-use", "Another backup of this installation is being made. Wait for it to end.");
}
