import { hasPassed } from "../../core/hasPassed.ts";
import type { Context } from "../context.ts";
import type { Finding } from "./finding.ts";
import { startFinder } from "./startFinder.ts";
import type { Reports, Task } from "./task.ts";
import { versionOf } from "./versionOf.ts";

/** Milliseconds that a request waits for a computation before it is told to ask again. */
const patience = 1500;

interface Kept extends Partial<StoredFinding> {
  /** When it was made, in milliseconds since the epoch, and how many milliseconds that took. */
  madeAt: number;
  took: number;
  running?: Promise<void>;
}

/** A finding, and what is known about it. */
export interface StoredFinding {
  finding: Finding<unknown>;
  /** Version of the data it was made from. */
  version: string;
  madeAt: number;
  took: number;
}

/** Where findings outlive the server, if it accepts them. */
export interface FindingStore {
  read(task: Task): Promise<StoredFinding | undefined>;
  write(task: Task, finding: StoredFinding): Promise<void>;
}

/** What a task has now. */
export interface KeptFinding<Report> {
  /** null: the first one is under way. */
  finding: Finding<Report> | null;
  madeAt: Date;
  seconds: number;
  /** It was made from the current data. */
  isCurrent: boolean;
}

/**
 * Computes findings in a process of their own, one at a time, and keeps them. Callers get what there is at once, even
 * from older data, while a newer one is made.
 */
export function keepFindings(
  { db, address }: Pick<Context, "db" | "address">,
  {
    maxKept = 8,
    maxBusy = 0.2,
    onMade = () => {},
    whileWaiting = (wait) => wait(),
    store,
  }: {
    /** Findings in memory; the one requested longest ago is dropped first. */
    maxKept?: number;
    /** A finding is recomputed at most this share of the time: while people work, it is never quite up to date. */
    maxBusy?: number;
    /** Is called for each finding that is made. */
    onMade?: (task: Task) => unknown;
    /** Runs waits that last until a finding is made. */
    whileWaiting?: (wait: () => Promise<void>) => Promise<void>;
    store?: FindingStore | undefined;
  } = {},
) {
  const all = new Map<string, Kept>();
  const finder = startFinder(address);

  function start(kept: Kept, task: Task, version: string): void {
    kept.running = (async () => {
      try {
        const { finding, took } = await finder.compute(task);
        Object.assign(kept, { finding, version, took });
        onMade(task);
      } finally {
        delete kept.running;
      }
    })();
    // Callers that wait get the failure; there may be none.
    kept.running
      .catch(() => {})
      .finally(() => {
        kept.madeAt = Date.now();
        const { finding, madeAt, took } = kept;
        // A full disk is reported elsewhere.
        if (kept.version === version && finding)
          store?.write(task, { finding, version, madeAt, took }).catch(() => {});
      });
  }

  return {
    /**
     * @param wait `briefly` for a report that may be older or still missing; `until-there` for one that may be older
     *   but must be there
     */
    async find<T extends Task>(
      task: T,
      wait: "briefly" | "until-there" = "briefly",
    ): Promise<KeptFinding<Reports[T["kind"]]>> {
      const key = JSON.stringify(task);
      const stored = all.has(key) ? undefined : await store?.read(task);
      const version = await versionOf({ db, address }, task, (all.get(key) ?? stored)?.version);
      const kept: Kept = all.get(key) ?? { madeAt: 0, took: 0, ...stored };
      all.delete(key);
      all.set(key, kept);
      for (const [oldest, { running }] of all) {
        if (all.size <= maxKept) break;
        if (!running) all.delete(oldest);
      }
      const isRested = hasPassed(kept.madeAt, kept.took / maxBusy, Date.now());
      if (!kept.running && kept.version !== version && (!kept.finding || isRested))
        start(kept, task, version);
      const { running } = kept;
      if (running && !(kept.finding && wait === "until-there")) {
        await whileWaiting(() =>
          wait === "until-there" ? running : Promise.race([running, pause(patience)]),
        );
      }
      return {
        finding: (kept.finding as Finding<Reports[T["kind"]]> | undefined) ?? null,
        madeAt: new Date(kept.madeAt),
        seconds: kept.took / 1000,
        isCurrent: kept.version === version,
      };
    },

    /** Ends any computation under way. */
    close: () => finder.close(),
  };
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
