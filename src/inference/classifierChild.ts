import { type ChildProcess, fork } from "node:child_process";
import { Failure } from "../contract/failure.ts";
import { startedModule } from "../files/programPlace.ts";
import type { ClassifierOptions, FromProcess, ToProcess } from "./classifierMessages.ts";

export interface LoadedChild {
  child: ChildProcess;
  /** Images that a thread takes at once: what was asked for, or 1 where the model takes no more. */
  batchSize: number;
}

export function forkClassifier(workers: number): ChildProcess {
  return fork(startedModule("inference/classifierProcess"), [], {
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

/**
 * Resolves once the process has loaded the model. Undefined if it ended before without saying why.
 *
 * @throws Failure those of the process; `model-failed` where it takes longer than `loadTimeout`, and is ended
 */
export function loadModel(child: ChildProcess, options: ClassifierOptions): Promise<LoadedChild | undefined> {
  const { promise, resolve, reject } = Promise.withResolvers<LoadedChild | undefined>();
  const onExit = () => resolve(undefined);
  const onError = (error: Error) =>
    reject(new Failure("model-failed", `The classifier process cannot be started: ${error.message}.`));
  const onMessage = (message: FromProcess) => {
    if (message.type === "ready") resolve({ child, batchSize: message.batchSize });
    if (message.type === "refused") {
      child.disconnect();
      reject(new Failure(message.code, message.message));
    }
  };
  const timer = setTimeout(() => {
    child.kill("SIGKILL");
    const seconds = options.loadTimeout / 1000;
    const message =
      `The model ${options.card.name} was not loaded within ${seconds} seconds. Give it more time with --load-timeout, ` +
      "or take another model.";
    reject(new Failure("model-failed", message));
  }, options.loadTimeout);
  child.on("exit", onExit).on("error", onError).on("message", onMessage);
  child.send({ type: "start", options } satisfies ToProcess, () => {});
  return promise.finally(() => {
    clearTimeout(timer);
    child.off("exit", onExit).off("error", onError).off("message", onMessage);
  });
}

const closeMilliseconds = 5000;

/** Ends a process in good order, or by force where it does not. */
export async function endChild(child: ChildProcess): Promise<void> {
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(() => child.kill("SIGKILL"), closeMilliseconds);
  child.once("exit", () => resolve());
  if (child.connected) child.disconnect();
  await ended;
  clearTimeout(timer);
}
