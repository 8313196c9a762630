import { PgBoss } from "pg-boss";
import { type StartedKind, startedKinds } from "../contract/jobs.ts";

/** The queue's tables are in a schema of their own, which the library creates and migrates. */
const schema = "multilabelfy_jobs";

/** Each kind has its own queue, so that a worker takes only what it can do. */
const queueOf = (kind: StartedKind) => `job-${kind}`;

/** Quick jobs are handed out before those that take hours. */
const priorities: Record<StartedKind, number> = {
  "import-images": 2,
  "import-list": 1,
  "import-place": 2,
  "import-exemplars": 2,
  "import-predictions": 2,
  "import-answers": 2,
  "add-model": 1,
  verify: 2,
  export: 2,
  audit: 1,
  report: 1,
  backup: 1,
  propose: 0,
  embed: 0,
  maps: 0,
};

/** In seconds: how often workers report that they live, and how often that is checked. */
const heartbeat = 10;
const lookEvery = 5;
/** Longer than a check for dead jobs takes, and than most jobs. Longer jobs keep the project's lock. */
const longest = 23 * 3600;

export type JobQueue = Awaited<ReturnType<typeof openJobQueue>>;

/**
 * Hands out jobs among servers and workers that share a PostgreSQL. It only announces that a job waits: what
 * the job is, and its state, is in the table `job`, and a superfluous ticket does no harm.
 */
export async function openJobQueue(url: string, onError: (error: unknown) => void) {
  const boss = new PgBoss({
    connectionString: url,
    application_name: "multilabelfy jobs",
    schema,
    max: 3,
    schedule: false,
    superviseIntervalSeconds: lookEvery,
    monitorIntervalSeconds: lookEvery,
  });
  boss.on("error", onError);
  await boss.start();
  for (const kind of startedKinds) {
    await boss.createQueue(queueOf(kind), {
      // Only one ticket per job waits, however often it is sent.
      policy: "short",
      retryLimit: 3,
      retryDelay: 1,
      expireInSeconds: longest,
      heartbeatSeconds: heartbeat,
      deleteAfterSeconds: 3600,
    });
  }
  return {
    /** Announces a job that waits. */
    async send({ id, kind }: { id: string; kind: StartedKind }): Promise<void> {
      await boss.send(queueOf(kind), { job: id }, { singletonKey: id, priority: priorities[kind] });
    },
    /** Takes jobs of a kind, one at a time. */
    async work(kind: StartedKind, run: (job: string) => Promise<unknown>): Promise<void> {
      await boss.work<{ job: string }>(
        queueOf(kind),
        { pollingIntervalSeconds: 1, batchSize: 1 },
        async ([ticket]) => void (ticket && (await run(ticket.data.job))),
      );
    },
    /** What is under way is not waited for. */
    close: () => boss.stop({ graceful: false, close: true }),
  };
}
