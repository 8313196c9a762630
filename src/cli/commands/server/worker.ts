import { setTimeout as wait } from "node:timers/promises";
import { type Command, Option } from "commander";
import type { Context } from "../../../actions/context.ts";
import { Failure } from "../../../contract/failure.ts";
import { type StartedKind, startedKinds } from "../../../contract/jobs.ts";
import { findJob } from "../../../db/jobs.ts";
import type { RunOptions } from "../../../inference/classifierMessages.ts";
import { checkProvider } from "../../../inference/provider.ts";
import { findJobToHelp, helpWithJob, runOf } from "../../../jobs/helpWithJob.ts";
import { createPostgresDispatch } from "../../../jobs/postgresDispatch.ts";
import { runQueuedJob } from "../../../jobs/runQueuedJob.ts";
import { stopAtNewerTables } from "../../../jobs/stopAtNewerTables.ts";
import { checkStorage } from "../../../storage/checkStorage.ts";
import { exitCodes } from "../../exitCode.ts";
import { type DataOptions, placeOf, withInstallation } from "../../installation.ts";
import { interruption } from "../../interruption.ts";
import { addDataOptions, example } from "../../options/options.ts";
import { addRunOptions, type RunFlags, readRunOptions } from "../../options/runOptions.ts";
import { print, printJson } from "../../output/output.ts";

/** Milliseconds between two looks for jobs, and after one that could not be begun. */
const pause = 1_000;

interface Options extends DataOptions, RunFlags {
  json?: true;
  only?: StartedKind[];
  gpu?: true;
}

export function addWorker(program: Command): void {
  addRunOptions(addDataOptions(program.command("worker")))
    .description(
      "do jobs of an installation on PostgreSQL beside its servers, on any machine, until it is stopped",
    )
    .addOption(
      new Option(
        "--only <kinds>",
        `take these kinds alone, with commas between: ${startedKinds.join(", ")}`,
      ).argParser(kindsIn),
    )
    .option("--gpu", "run models on a graphics card of NVIDIA, as --provider cuda does")
    .addHelpText("after", example("worker --only propose,embed,maps --gpu"))
    .action(run);
}

function kindsIn(text: string): StartedKind[] {
  return text.split(",").map((word) => {
    const kind = startedKinds.find((one) => one === word.trim());
    if (!kind)
      throw new Failure(
        "wrong-usage",
        `--only: there is no kind of job “${word.trim()}”. There are: ${startedKinds.join(", ")}.`,
      );
    return kind;
  });
}

async function run(options: Options): Promise<void> {
  if (placeOf(options).address.kind === "sqlite") {
    throw new Failure(
      "wrong-usage",
      "Workers share a PostgreSQL with the servers: name it in MULTILABELFY_DATABASE_URL. On SQLite the server does all jobs itself.",
    );
  }
  const models = { ...(options.gpu && { provider: "cuda" as const }), ...readRunOptions(options) };
  checkProvider(models.provider ?? "cpu");
  const interrupted = interruption("Stopping after what is under way. Once more stops at once.");
  await withInstallation({ ...options, mayCreate: true }, async (ctx) => {
    await checkStorage(ctx.storage);
    const tables = watchWorkersTables(ctx);
    const stopping = AbortSignal.any([interrupted, tables.signal]);
    const tell = options.json ? printJson : ({ told }: Told) => print(told);
    const kinds = options.only ?? startedKinds;
    const helper = createHelper(ctx, { kinds, stopping, run: models }, tell);
    const dispatch = createPostgresDispatch(ctx, {
      kinds,
      atOnce: 1,
      run: (job) => helper.without(() => doJob(ctx, job, { stopping, run: models }, tell)),
      log,
    });
    tell({ told: "Waiting for jobs (Ctrl-C stops it)." });
    try {
      while (!stopping.aborted) {
        await dispatch.look().catch((error) => log(error, "jobs that wait could not be begun"));
        await helper.look();
        await wait(pause, undefined, { signal: stopping }).catch(() => {});
      }
    } finally {
      tables.close();
      await helper.without(async () => {});
      await dispatch.close();
    }
  });
}

/** Restarting helps none that finds the tables changed: it ends as one does that is started on them. */
function watchWorkersTables(ctx: Context): ReturnType<typeof stopAtNewerTables> {
  return stopAtNewerTables(ctx, {
    exitCode: exitCodes.failed,
    onBeside: (change) =>
      console.error(
        `A newer version has added to the tables (${change}): this worker goes on, renew it soon.`,
      ),
    onRefused: ({ message }) => {
      process.exitCode = exitCodes.failed;
      console.error(
        `error: ${message} This worker ends after what is under way, and its job waits for another.`,
      );
    },
  });
}

interface Told {
  job?: string;
  kind?: string;
  state?: string;
  told: string;
}

/** Helps with jobs of other workers while there is none of one's own. */
function createHelper(
  ctx: Context,
  {
    kinds,
    stopping,
    run,
  }: { kinds: readonly StartedKind[]; stopping: AbortSignal; run: Partial<RunOptions> },
  tell: (told: Told) => void,
) {
  /** Jobs with which it went wrong, or that had nothing free. */
  const left = new Set<string>();
  let helping: { done: Promise<void>; end: () => void } | undefined;
  let isBusy = false;
  return {
    async look(): Promise<void> {
      if (isBusy || helping) return;
      const job = await findJobToHelp(ctx, kinds, left).catch(() => undefined);
      if (!job || isBusy) return;
      const { id, kind } = job;
      const ending = new AbortController();
      tell({ job: id, kind, state: "helping", told: `Helping with: ${kind}` });
      const done = helpWithJob(ctx, job, { stopping: AbortSignal.any([stopping, ending.signal]), run })
        .then(() => void (ending.signal.aborted || left.add(runOf(job))))
        .catch((error) => {
          left.add(runOf(job));
          log(error, "a job could not be helped with");
        })
        .finally(() => {
          helping = undefined;
        });
      helping = { done, end: () => ending.abort() };
    },
    /** Ends helping, and does something else first. */
    async without<Result>(work: () => Promise<Result>): Promise<Result> {
      isBusy = true;
      helping?.end();
      await helping?.done;
      return work().finally(() => {
        isBusy = false;
      });
    },
  };
}

async function doJob(
  ctx: Context,
  id: string,
  wishes: Parameters<typeof runQueuedJob>[2],
  tell: (told: Told) => void,
): Promise<"ended" | "busy"> {
  const onBegin = ({ kind }: { kind: string }) =>
    tell({ job: id, kind, state: "running", told: `Begun: ${kind}` });
  try {
    const end = await runQueuedJob(ctx, id, { ...wishes, onBegin });
    const job = end === "busy" ? undefined : await findJob(ctx.db, id);
    if (job) {
      const { kind, state, message } = job;
      tell({ job: id, kind, state, told: `${state}: ${kind}${message === "" ? "" : `. ${message}`}` });
    }
    return end;
  } catch (error) {
    log(error, "a job could not be done");
    return "busy";
  }
}

const log = (error: unknown, text: string): void =>
  console.error(`${text}: ${error instanceof Error ? error.message : String(error)}`);
