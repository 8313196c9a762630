// The classifier process: the model runs here, so that whatever native code does, the program that asked lives on. It
// checks the model file, owns the threads, and hands each image to the one that has least to do.
import { Worker } from "node:worker_threads";
import { Failure } from "../contract/failure.ts";
import type { ClassifierOptions, FromProcess, Job, ToProcess, WorkerStart } from "./classifierMessages.ts";
import { readModelFile } from "./readModelFile.ts";

interface Thread {
  worker: Worker;
  /** Images handed over and not answered. */
  busy: number;
}

const threads: Thread[] = [];

const answer = (message: FromProcess): void => {
  // An answer that nobody waits for any more is no error: the program has gone, and this process is about to.
  process.send?.(message, undefined, undefined, () => {});
};

/** Resolves when the thread has loaded the model. */
function startThread(start: WorkerStart): Promise<Thread> {
  const { promise, resolve, reject } = Promise.withResolvers<Thread>();
  const worker = new Worker(new URL("./classifierWorker.ts", import.meta.url), { workerData: start });
  const thread: Thread = { worker, busy: 0 };
  worker.on("message", (message: FromProcess) => {
    if (message.type === "ready") resolve(thread);
    else if (message.type === "refused") reject(new Failure(message.code, message.message));
    else {
      thread.busy--;
      answer(message);
    }
  });
  // A thread that dies takes the process with it: the program starts another and knows what was unanswered.
  worker.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
  return promise;
}

async function start({ modelFile, card, workers, topK }: ClassifierOptions): Promise<void> {
  try {
    const model = await readModelFile(modelFile, card);
    const starting = Array.from({ length: workers }, () => startThread({ model, card, topK }));
    threads.push(...(await Promise.all(starting)));
    answer({ type: "ready" });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    answer({ type: "refused", code: error.code, message: error.message });
  }
}

function classify({ number, request }: Job): void {
  const thread = threads.reduce((idlest, other) => (other.busy < idlest.busy ? other : idlest));
  thread.busy++;
  thread.worker.postMessage({ number, request } satisfies Job);
}

process.on("message", async (message: ToProcess) => {
  if (message.type === "start") await start(message.options);
  else classify(message);
});
// Without the program that asked there is nothing left to do, however it ended.
process.on("disconnect", () => process.exit());
// Ctrl-C goes to every process of a terminal. The program decides what it means, and disconnects when it is done.
process.on("SIGINT", () => {});
