import { mkdir } from "node:fs/promises";
import { setTimeout } from "node:timers/promises";
import { Failure } from "../../contract/failure.ts";
import type { JobWork } from "../../contract/jobs.ts";
import { whileLocked } from "../../db/sql/whileLocked.ts";
import type { Context } from "../context.ts";
import { type JobInput, type Progress, storeProgress } from "../jobProgress.ts";
import { getBackupPlace } from "./backupPlace.ts";
import { backupLock, backupPrefix, keepBackup } from "./keepBackup.ts";
import type { BackupReport } from "./makeBackup.ts";

/** Milliseconds between two reports of progress. */
const noteEvery = 1_000;
/** Milliseconds between two checks whether another backup has ended. */
const lookEvery = 500;

/**
 * Makes a backup that a person asked for, in the folder of the installation, once no other is being made.
 * @throws Failure those of `keepBackup` and `getBackupPlace`, except `in-use`
 */
export async function backUpNow(
  ctx: Context,
  { installation }: Extract<JobWork, { kind: "backup" }>,
  input: JobInput,
): Promise<BackupReport> {
  const { folder, keep, isInside } = getBackupPlace(ctx);
  // A folder on another disk must exist: one created while that disk is not mounted would be on this disk.
  if (isInside) await mkdir(folder, { recursive: true });
  let noted = Number.NEGATIVE_INFINITY;
  let noting = Promise.resolve();
  const onProgress = (progress: Progress) => {
    if (performance.now() - noted < noteEvery) return;
    noted = performance.now();
    noting = noting.then(() => storeProgress(ctx.db, input, progress, ctx.now().toISOString()));
    // The next report makes up for a failed one.
    noting = noting.catch(() => {});
  };
  const prefix = backupPrefix(installation, { isAsked: true });
  const run = () =>
    keepBackup({ ...ctx, folder, keep, prefix, signal: input.signal, onProgress }).finally(() => noting);
  for (;;) {
    const report = await runAlone(ctx, run);
    if (report) return report;
    const progress = { step: "Waiting for another backup to end", done: 0, total: 0 };
    await storeProgress(ctx.db, input, progress, ctx.now().toISOString());
    await setTimeout(lookEvery, undefined, { signal: input.signal });
  }
}

/** @returns undefined where another backup is being made, by this server or one that shares its database */
async function runAlone(
  { db, dialect }: Pick<Context, "db" | "dialect">,
  run: () => Promise<BackupReport>,
): Promise<BackupReport | undefined> {
  try {
    return dialect === "sqlite" ? await run() : (await whileLocked(db, backupLock, run))?.result;
  } catch (error) {
    if (error instanceof Failure && error.code === "in-use") return undefined;
    throw error;
  }
}
