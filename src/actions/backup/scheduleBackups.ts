import { type ChildProcess, fork } from "node:child_process";
import { json } from "node:stream/consumers";
import { setTimeout } from "node:timers/promises";
import { type BackupPlan, type BackupState, backupState } from "../../contract/backup/backupPlan.ts";
import { hasPassed } from "../../core/hasPassed.ts";
import { whileLocked } from "../../db/sql/whileLocked.ts";
import { startedModule } from "../../files/programPlace.ts";
import type { Context } from "../context.ts";
import type { ScheduledBackup, ScheduledOutcome } from "./backupProcess.ts";
import { backupLock, backupPrefix } from "./keepBackup.ts";

const hour = 3_600_000;
/** Milliseconds before a failed backup is tried again; sooner where backups are more frequent. */
const retryAfter = hour;
/** Milliseconds between two looks at the clock, because it may be changed. */
const lookEvery = 30_000;

/** Where all servers of an installation find the state. */
const stateKey = "backups/schedule.json";

/** What became of the scheduled backups of an installation; undefined where there never were any. */
export async function readBackupState({
  storage,
}: Pick<Context, "storage">): Promise<BackupState | undefined> {
  try {
    const opened = await storage.open(stateKey);
    return opened && backupState.parse(await json(opened.stream));
  } catch {
    return undefined;
  }
}

/**
 * Makes backups while people work, one after the other, each in a process of its own: it is read back before an older
 * one is removed. Of several servers, one makes it; if that one ends before it is done, another takes over.
 *
 * @param input.installation tells apart the backups of installations that share a folder
 * @param input.log is called for each failed backup
 */
export function scheduleBackups(input: {
  ctx: Pick<Context, "db" | "address" | "dataFolder" | "storage" | "now">;
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
    const prefix = backupPrefix(installation, { isAsked: false });
    const { address, dataFolder } = ctx;
    const { folder, keep } = plan;
    const { promise, resolve } = Promise.withResolvers<ScheduledOutcome>();
    child = fork(startedModule("actions/backup/backupProcess"), [], { stdio: "inherit" });
    child.once("message", (outcome) => resolve(outcome as ScheduledOutcome));
    child.once("error", (error) => resolve({ failure: error.message }));
    child.once("exit", (code, signal) => resolve({ failure: `Its process ended with ${signal ?? code}.` }));
    const { bucket, buckets: access = {} } = ctx.storage;
    const storage = { bucket, access };
    const task: ScheduledBackup = { address, dataFolder, storage, folder, prefix, at, keep };
    child.send(task);
    return promise;
  }

  const store = (state: BackupState): Promise<void> =>
    ctx.storage.put(stateKey, [`${JSON.stringify(state)}\n`]);

  const readState = async (): Promise<BackupState> => {
    const known = await readBackupState(ctx);
    const { madeAt = null, file = null, failure = null } = known ?? {};
    return { ...plan, madeAt, file, failure };
  };

  /** Does something unless another server is doing it. */
  async function alone(run: () => Promise<void>): Promise<void> {
    await (ctx.address.kind === "sqlite" ? run() : whileLocked(ctx.db, backupLock, run));
  }

  async function makeIfDue(): Promise<void> {
    const state = await readState();
    if (closing.signal.aborted || !isDue(state, ctx.now().getTime())) return;
    const at = ctx.now().toISOString();
    const outcome = await make(at);
    if (closing.signal.aborted) return;
    if ("file" in outcome) return store({ ...state, madeAt: at, file: outcome.file, failure: null });
    log(outcome.failure);
    await store({ ...state, failure: { at, message: outcome.failure } });
  }

  async function run(): Promise<void> {
    // The plan may differ from the last server's.
    await alone(async () => store(await readState())).catch(() => {});
    while (!closing.signal.aborted) {
      if (isDue(await readState(), ctx.now().getTime()))
        await alone(makeIfDue).catch((error: Error) => log(error.message));
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
