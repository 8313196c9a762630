import { Worker } from "node:worker_threads";
import { Failure, type FailureCode } from "../../contract/failure.ts";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { moduleBeside } from "../../files/moduleBeside.ts";
import type { Finding } from "./finding.ts";
import type { Reports, Task } from "./task.ts";

/** Milliseconds that a request waits for a computation before it is told to ask again. */
const patience = 1500;

interface Kept {
  finding?: Finding<unknown>;
  /** Of the data it was made from. */
  version?: string;
  /** When it was made, and how long that took, in milliseconds since the epoch and milliseconds. */
  madeAt: number;
  took: number;
  running?: Promise<void>;
}

/** What there is for a task now. */
export interface KeptFinding<Report> {
  /** null: the first one is under way. */
  finding: Finding<Report> | null;
  madeAt: Date;
  seconds: number;
  /** Made from the data as they are now. */
  isCurrent: boolean;
}

/**
 * Computes findings in a worker thread, with a database connection of its own, one at a time, and keeps them. Whoever
 * asks gets what is there at once, be it of older data, while a newer one is made.
 */
export function keepFindings(
  { address }: { address: DatabaseAddress },
  {
    mostKept = 8,
    mostBusy = 0.2,
    onMade = () => {},
  }: {
    /** Findings in memory; the one that was asked for longest ago is forgotten first. */
    mostKept?: number;
    /** A finding is made anew at most this share of the time: while people work, it is never quite up to date. */
    mostBusy?: number;
    /** Told of each finding that is made. */
    onMade?: (task: Task) => unknown;
  } = {},
) {
  const all = new Map<string, Kept>();
  let worker: Worker | undefined;
  let lastInLine: Promise<unknown> = Promise.resolve();

  function compute(task: Task): Promise<Finding<unknown>> {
    const turn = lastInLine.then(() => {
      worker = new Worker(moduleBeside(import.meta.url, "findingWorker"), { workerData: { address, task } });
      return takeResult(worker);
    });
    lastInLine = turn.catch(() => {});
    return turn;
  }

  function start(kept: Kept, task: Task, version: string): void {
    kept.running = (async () => {
      try {
        const finding = await compute(task);
        Object.assign(kept, { finding, version });
        onMade(task);
      } finally {
        delete kept.running;
      }
    })();
    const startedAt = Date.now();
    // Whoever waits is told of a failure; nobody may be waiting.
    kept.running
      .catch(() => {})
      .finally(() => Object.assign(kept, { madeAt: Date.now(), took: Date.now() - startedAt }));
  }

  return {
    /**
     * @param version of the data that the task reads
     * @param wait `briefly` for a report that may be older, or still be missing; `until-there` for one that
     *   may be older, and must be there
     */
    async find<T extends Task>(
      task: T,
      version: string,
      wait: "briefly" | "until-there" = "briefly",
    ): Promise<KeptFinding<Reports[T["kind"]]>> {
      const key = JSON.stringify(task);
      const kept: Kept = all.get(key) ?? { madeAt: 0, took: 0 };
      all.delete(key);
      all.set(key, kept);
      for (const [oldest, { running }] of all) {
        if (all.size <= mostKept) break;
        if (!running) all.delete(oldest);
      }
      const isRested = Date.now() - kept.madeAt > kept.took / mostBusy;
      if (!kept.running && kept.version !== version && (!kept.finding || isRested))
        start(kept, task, version);
      if (kept.running && !(kept.finding && wait === "until-there")) {
        await (wait === "until-there" ? kept.running : Promise.race([kept.running, pause(patience)]));
      }
      return {
        finding: (kept.finding as Finding<Reports[T["kind"]]> | undefined) ?? null,
        madeAt: new Date(kept.madeAt),
        seconds: kept.took / 1000,
        isCurrent: kept.version === version,
      };
    },

    /** Ends what is under way. */
    async close(): Promise<void> {
      await worker?.terminate();
    },
  };
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });

function takeResult(worker: Worker): Promise<Finding<unknown>> {
  return new Promise((resolve, reject) => {
    worker.once(
      "message",
      (reply: { finding?: Finding<unknown>; failure?: { code: FailureCode; message: string } }) => {
        if (reply.finding) resolve(reply.finding);
        else
          reject(
            new Failure(reply.failure?.code ?? "internal", reply.failure?.message ?? "Nothing was found."),
          );
      },
    );
    worker.once("error", reject);
    worker.once("exit", () => reject(new Failure("unavailable", "The computation was ended. Try again.")));
  });
}
