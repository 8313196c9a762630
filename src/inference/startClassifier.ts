import type { ChildProcess } from "node:child_process";
import { availableParallelism } from "node:os";
import { Failure } from "../contract/failure.ts";
import { endChild, forkClassifier, type LoadedChild, loadModel } from "./classifierChild.ts";
import type {
  ClassifierOptions,
  ClassifierRequest,
  ClassifierResult,
  FromProcess,
  RunOptions,
  ThreadJob,
  ToProcess,
} from "./classifierMessages.ts";
import { largestModel } from "./inspection/inspectModel.ts";
import { watchThreads } from "./threadLoads.ts";

export interface Classifier {
  /**
   * Classifies images. An image that cannot be read or classified gets a failure as its result and stops nobody.
   *
   * @returns the results in the order of the requests
   * @throws Failure `model-failed` if the classifier process cannot be started again; `not-ready` after `close`
   */
  classify(requests: ClassifierRequest[]): Promise<ClassifierResult[]>;
  /** The classifier process's id while it runs. */
  readonly pid: number | undefined;
  /** Ends the classifier process; what is under way is rejected. */
  close(): Promise<void>;
}

interface PendingJob extends ThreadJob {
  resolve(result: ClassifierResult): void;
  reject(error: Failure): void;
  /** Was under way when the process ended, so it runs alone until it is answered. */
  isSuspect: boolean;
  /** How often the process ended while this image was alone in it. */
  crashes: number;
}

/** Starts that end by a signal are tried again; an image that is to blame is not even sent yet. */
const startAttempts = 3;
const defaultImageTimeout = 60_000;
/** Two gigabytes take some ten seconds from a slow disk. */
const defaultLoadTimeout = 300_000;

function withDefaults(given: Partial<RunOptions>): RunOptions {
  const threads = given.threads ?? 1;
  return {
    threads,
    workers: given.workers ?? Math.max(1, Math.floor(availableParallelism() / threads)),
    // On a processor, batches are no faster (docs/benchmarks.md), and cost memory.
    batchSize: given.batchSize ?? 1,
    provider: given.provider ?? "cpu",
    imageTimeout: given.imageTimeout ?? defaultImageTimeout,
    loadTimeout: given.loadTimeout ?? defaultLoadTimeout,
    maxModelBytes: given.maxModelBytes ?? largestModel,
  };
}

function failed({ request: { id } }: ThreadJob, reason: "crashes-model" | "too-slow", what: string) {
  const message = `The classifier ${what} this image. Leave it out, or save it anew in another format.`;
  return { id, failure: { reason, message } };
}

/**
 * Starts a classifier: a process of its own that loads a model once per worker thread. If the process dies, another is
 * started and gets the images that were unanswered, one at a time; an image with which it dies twice, being alone, is
 * given up as `crashes-model`. A process that gives no answer in time is killed, and an image that does so alone is
 * given up as `too-slow`. The process ends with this one, however this one ends.
 *
 * @param given.workers copies of the model; by default one per core, divided by `threads`
 * @throws Failure `bad-file` or `not-found` if the model file is not the card's, contradicts it, is harmful or missing;
 * `model-failed` if it cannot be loaded; `wrong-usage` where the runtime lacks the provider
 */
export async function startClassifier(
  given: Omit<ClassifierOptions, keyof RunOptions> & Partial<RunOptions>,
): Promise<Classifier> {
  const options: ClassifierOptions = { ...given, ...withDefaults(given) };
  const waiting: PendingJob[] = [];
  const suspects: PendingJob[] = [];
  const sent = new Map<number, PendingJob>();
  const loads = watchThreads(options.workers);
  let child: ChildProcess | undefined;
  let batchSize = 1;
  let wasSilent = false;
  let starting: Promise<void> | undefined;
  let isClosed = false;
  let lastNumber = 0;

  /** A job and the thread for it. While a thread runs the model, its next images are being read and decoded. */
  function takeNext(): PendingJob | undefined {
    const thread = loads.pick(batchSize * 2);
    if (thread === undefined) return undefined;
    const mayGo = suspects.length > 0 ? sent.size === 0 : ![...sent.values()].some((job) => job.isSuspect);
    const job = mayGo ? (suspects.shift() ?? waiting.shift()) : undefined;
    if (job) job.thread = thread;
    return job;
  }

  function sendMore(): void {
    if (!child) return;
    for (let job = takeNext(); job; job = takeNext()) {
      const { number, request, thread } = job;
      sent.set(number, job);
      loads.add(thread);
      // An error here means that the process has ended, which its exit tells.
      child.send({ type: "classify", number, request, thread } satisfies ToProcess, () => {});
    }
  }

  function rejectAll(error: Failure): void {
    for (const job of [...sent.values(), ...suspects, ...waiting]) job.reject(error);
    for (const jobs of [sent, loads]) jobs.clear();
    suspects.length = 0;
    waiting.length = 0;
  }

  function takeBackUnanswered(): void {
    const unanswered = [...sent.values()];
    const isAlone = unanswered.length === 1;
    sent.clear();
    loads.clear();
    for (const job of unanswered) {
      job.isSuspect = true;
      if (isAlone && wasSilent) {
        const limit = `${options.imageTimeout / 1000} seconds`;
        job.resolve(failed(job, "too-slow", `did not end within ${limit} on`));
      } else if (isAlone && ++job.crashes >= 2) {
        job.resolve(failed(job, "crashes-model", "crashed twice on"));
      } else suspects.push(job);
    }
    wasSilent = false;
  }

  function onMessage(message: FromProcess): void {
    if (message.type !== "result") return;
    const job = sent.get(message.number);
    if (!job) return;
    sent.delete(message.number);
    loads.answered(job.thread);
    job.resolve(message.result);
    sendMore();
  }

  function killSilent(): void {
    if (!child || !loads.isSilent(options.imageTimeout, batchSize)) return;
    wasSilent = true;
    child.kill("SIGKILL");
  }

  function attach({ child: ready, batchSize: possible }: LoadedChild): void {
    child = ready;
    batchSize = possible;
    // Looked at again once waiting messages are read: it may be this process that was busy elsewhere.
    const clock = setInterval(
      () => setImmediate(killSilent),
      Math.min(1000, options.imageTimeout / 4),
    ).unref();
    ready.on("message", onMessage);
    ready.on("error", () => {});
    ready.on("exit", () => {
      clearInterval(clock);
      ready.off("message", onMessage);
      child = undefined;
      if (isClosed) return;
      takeBackUnanswered();
      if (suspects.length > 0 || waiting.length > 0) ensureStarted();
    });
  }

  async function start(): Promise<void> {
    for (let attempt = 1; attempt <= startAttempts && !isClosed; attempt++) {
      const ready = await loadModel(forkClassifier(options.workers), options);
      if (!ready) continue;
      attach(ready);
      if (isClosed) ready.child.disconnect();
      return;
    }
    throw new Failure(
      "model-failed",
      `The classifier process ended ${startAttempts} times while it loaded the model ${options.card.name}. ` +
        "Is there enough memory? Fewer workers need less.",
    );
  }

  function ensureStarted(): void {
    if (child) {
      sendMore();
      return;
    }
    starting ??= start()
      .then(sendMore, rejectAll)
      .finally(() => {
        starting = undefined;
      });
  }

  await start();

  return {
    get pid() {
      return child?.pid;
    },
    classify(requests) {
      const results = requests.map((request) => {
        const { promise, resolve, reject } = Promise.withResolvers<ClassifierResult>();
        const job = { number: ++lastNumber, request, thread: 0, isSuspect: false, crashes: 0 };
        if (isClosed) reject(new Failure("not-ready", "The classifier is closed. Start another."));
        else waiting.push({ ...job, resolve, reject });
        return promise;
      });
      if (waiting.length > 0) ensureStarted();
      return Promise.all(results);
    },
    async close() {
      isClosed = true;
      rejectAll(new Failure("not-ready", "The classifier was closed."));
      await starting;
      if (child) await endChild(child);
    },
  };
}
