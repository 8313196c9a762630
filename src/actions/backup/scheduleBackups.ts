import { type ChildProcess, fork } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { type BackupPlan, type BackupState, backupState } from "../../contract/backup/backupPlan.ts";
import { hasPassed } from "../../core/hasPassed.ts";
import { startedModule } from "../../files/programPlace.ts";
import { makeFolder } from "../../files/syncFiles.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import type { Context } from "../context.ts";
import type { ScheduledBackup, ScheduledOutcome } from "./backupProcess.ts";

const hour = 3_600_000;
/** A backup that failed is tried again after so long, or sooner where they are made more often. */
const retryAfter = hour;
/** How often the clock is looked at, which may be set. */
const lookEvery = 30_000;

const stateFile = (dataFolder: string) => join(dataFolder, "backups", "schedule.json");

/** What became of the scheduled backups of an installation; undefined where there never were any. */
export async function readBackupState(dataFolder: string): Promise<BackupState | undefined> {
  try {
    return backupState.parse(JSON.parse(await readFile(stateFile(dataFolder), "utf8")));
  } catch {
    return undefined;
  }
}

/**
 * Makes backups while people work, one after the other, each in a process of its own: it is read back before an older
 * one is removed.
 *
 * @param input.installation tells the backups of installations apart that share a folder
 * @param input.log is called for each that failed
 */
export function scheduleBackups(input: {
  ctx: Pick<Context, "address" | "dataFolder" | "storage" | "now">;
  plan: BackupPlan;
  installation: string;
  log: (failure: string) => void;
  /** Milliseconds between two looks at the clock. */
  pause?: number;
}): { close: () => Promise<void> } {
  const { ctx, plan, installation, log, pause = lookEvery } = input;
  const closing = new AbortController();
  let child: ChildProcess | undefined;

  function make(at: string): Promise<ScheduledOutcome> {
    const prefix = `multilabelfy-${installation}-`;
    const name = `${prefix}${at.replaceAll(":", "-")}.tar`;
    const { address, dataFolder } = ctx;
    const { folder, keep } = plan;
    const { promise, resolve } = Promise.withResolvers<ScheduledOutcome>();
    child = fork(startedModule("actions/backup/backupProcess"), [], { stdio: "inherit" });
    child.once("message", (outcome) => resolve(outcome as ScheduledOutcome));
    child.once("error", (error) => resolve({ failure: error.message }));
    child.once("exit", (code, signal) => resolve({ failure: `Its process ended with ${signal ?? code}.` }));
    const { bucket, buckets: access = {} } = ctx.storage;
    const storage = { bucket, access };
    const task: ScheduledBackup = { address, dataFolder, storage, folder, prefix, name, keep };
    child.send(task);
    return promise;
  }

  async function store(state: BackupState): Promise<void> {
    await makeFolder(join(ctx.dataFolder, "backups"));
    await writeFileWhole(stateFile(ctx.dataFolder), [`${JSON.stringify(state)}\n`], { force: true });
  }

  async function run(): Promise<void> {
    const known = await readBackupState(ctx.dataFolder);
    let state: BackupState = {
      ...plan,
      madeAt: known?.madeAt ?? null,
      file: known?.file ?? null,
      failure: known?.failure ?? null,
    };
    await store(state).catch(() => {});
    while (!closing.signal.aborted) {
      if (isDue(state, ctx.now().getTime())) {
        const at = ctx.now().toISOString();
        const outcome = await make(at);
        if (closing.signal.aborted) return;
        if ("file" in outcome) state = { ...state, madeAt: at, file: outcome.file, failure: null };
        else {
          state = { ...state, failure: { at, message: outcome.failure } };
          log(outcome.failure);
        }
        await store(state).catch((error: Error) => log(error.message));
      }
      await setTimeout(pause, undefined, { signal: closing.signal, ref: false }).catch(() => {});
    }
  }

  const running = run();
  return {
    async close() {
      closing.abort();
      child?.kill("SIGKILL");
      await running;
    },
  };
}

/** Whether it is time for a backup. */
export function isDue({ everyHours, madeAt, failure }: BackupState, now: number): boolean {
  const isOver = (at: string, period: number) => hasPassed(Date.parse(at), period, now);
  if (failure) return isOver(failure.at, Math.min(retryAfter, everyHours * hour));
  return madeAt === null || isOver(madeAt, everyHours * hour);
}
