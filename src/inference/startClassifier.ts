import { type ChildProcess, fork } from "node:child_process";
import { availableParallelism } from "node:os";
import { Failure } from "../contract/failure.ts";
import type {
  ClassifierOptions,
  ClassifierRequest,
  ClassifierResult,
  FromProcess,
  Job,
  ToProcess,
} from "./classifierMessages.ts";

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

interface PendingJob extends Job {
  resolve(result: ClassifierResult): void;
  reject(error: Failure): void;
  /** Was under way when the process ended, so it runs alone until it is answered. */
  isSuspect: boolean;
  /** How often the process ended while this image was alone in it. */
  crashes: number;
}

/** Starts that end by a signal are tried again; an image that is to blame is not even sent yet. */
const startAttempts = 3;
const closeMilliseconds = 5000;

function crashed({ request: { id } }: Job): ClassifierResult {
  const message =
    "The classifier crashed twice on this image. Leave it out, or save it anew in another format.";
  return { id, failure: { reason: "crashes-model", message } };
}

function forkProcess(workers: number): ChildProcess {
  return fork(new URL("./classifierProcess.ts", import.meta.url), [], {
    execPath: process.execPath,
    execArgv: [],
    serialization: "advanced",
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      ...process.env,
      // Reading and decoding run on libuv's threads, which all workers share; by default there are four.
      UV_THREADPOOL_SIZE: String(Math.max(4, workers * 2)),
      // Large buffers come and go on many threads: with an arena for each, glibc would keep much of them.
      MALLOC_ARENA_MAX: "2",
    },
  });
}

/** Resolves once the process has loaded the model. Undefined if it ended before without saying why. */
function loadModel(child: ChildProcess, options: ClassifierOptions): Promise<ChildProcess | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<ChildProcess | undefined>();
  const onExit = () => resolve(undefined);
  const onError = (error: Error) =>
    reject(new Failure("model-failed", `The classifier process cannot be started: ${error.message}.`));
  const onMessage = (message: FromProcess) => {
    if (message.type === "ready") resolve(child);
    if (message.type === "refused") {
      child.disconnect();
      reject(new Failure(message.code, message.message));
    }
  };
  child.on("exit", onExit).on("error", onError).on("message", onMessage);
  child.send({ type: "start", options } satisfies ToProcess, () => {});
  return promise.finally(() => child.off("exit", onExit).off("error", onError).off("message", onMessage));
}

/**
 * Starts a classifier: a process of its own that loads a model once per worker thread. If the process dies, another is
 * started and gets the images that were unanswered, one at a time; an image with which it dies twice, being alone, is
 * given up as `crashes-model`. The process ends with this one, however this one ends.
 *
 * @param options.workers how many images are classified at once; by default one per core
 * @throws Failure `bad-file` or `not-found` if the model file is not the card's, contradicts it or is missing;
 * `model-failed` if it cannot be loaded
 */
export async function startClassifier(
  given: Omit<ClassifierOptions, "workers"> & { workers?: number },
): Promise<Classifier> {
  const options: ClassifierOptions = { ...given, workers: given.workers ?? availableParallelism() };
  // While a worker runs the model on one image, its next one is being read and decoded.
  const mostSent = options.workers * 2;
  const waiting: PendingJob[] = [];
  const suspects: PendingJob[] = [];
  const sent = new Map<number, PendingJob>();
  let child: ChildProcess | undefined;
  let starting: Promise<void> | undefined;
  let isClosed = false;
  let lastNumber = 0;

  function takeNext(): PendingJob | undefined {
    if (suspects.length > 0) return sent.size === 0 ? suspects.shift() : undefined;
    if (sent.size >= mostSent || [...sent.values()].some((job) => job.isSuspect)) return undefined;
    return waiting.shift();
  }

  function sendMore(): void {
    if (!child) return;
    for (let job = takeNext(); job; job = takeNext()) {
      const { number, request } = job;
      sent.set(number, job);
      // An error here means that the process has ended, which its exit tells.
      child.send({ type: "classify", number, request } satisfies ToProcess, () => {});
    }
  }

  function rejectAll(error: Failure): void {
    for (const job of [...sent.values(), ...suspects, ...waiting]) job.reject(error);
    sent.clear();
    suspects.length = 0;
    waiting.length = 0;
  }

  function takeBackUnanswered(): void {
    const unanswered = [...sent.values()];
    sent.clear();
    for (const job of unanswered) {
      job.isSuspect = true;
      if (unanswered.length === 1) job.crashes++;
      if (job.crashes >= 2) job.resolve(crashed(job));
    }
    suspects.unshift(...unanswered.filter((job) => job.crashes < 2));
  }

  function onMessage(message: FromProcess): void {
    if (message.type !== "result") return;
    const job = sent.get(message.number);
    sent.delete(message.number);
    job?.resolve(message.result);
    sendMore();
  }

  function attach(ready: ChildProcess): void {
    child = ready;
    ready.on("message", onMessage);
    ready.on("error", () => {});
    ready.on("exit", () => {
      ready.off("message", onMessage);
      child = undefined;
      if (isClosed) return;
      takeBackUnanswered();
      if (suspects.length > 0 || waiting.length > 0) ensureStarted();
    });
  }

  async function start(): Promise<void> {
    for (let attempt = 1; attempt <= startAttempts && !isClosed; attempt++) {
      const ready = await loadModel(forkProcess(options.workers), options);
      if (!ready) continue;
      attach(ready);
      if (isClosed) ready.disconnect();
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
        if (isClosed) reject(new Failure("not-ready", "The classifier is closed. Start another."));
        else waiting.push({ number: ++lastNumber, request, resolve, reject, isSuspect: false, crashes: 0 });
        return promise;
      });
      if (waiting.length > 0) ensureStarted();
      return Promise.all(results);
    },
    async close() {
      isClosed = true;
      rejectAll(new Failure("not-ready", "The classifier was closed."));
      await starting;
      if (!child) return;
      const { promise: ended, resolve } = Promise.withResolvers<void>();
      const timer = setTimeout(() => child?.kill("SIGKILL"), closeMilliseconds);
      child.once("exit", () => resolve());
      if (child.connected) child.disconnect();
      await ended;
      clearTimeout(timer);
    },
  };
}
