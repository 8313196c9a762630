// The classifier process: the model runs here, so that whatever native code does, the program that asked lives on. It
// checks the model file, owns the threads, and hands each image to the one that the program names.
import { Worker } from "node:worker_threads";
import { Failure } from "../contract/failure.ts";
import { startedModule } from "../files/programPlace.ts";
import type { ClassifierOptions, FromProcess, Job, ToProcess, WorkerStart } from "./classifierMessages.ts";
import { findBatch } from "./inspection/modelShape.ts";
import { checkProvider } from "./provider.ts";
import { readModelFile } from "./readModelFile.ts";

const threads: Worker[] = [];

const answer = (message: FromProcess): void => {
  // An answer that nobody waits for any more is no error: the program has gone, and this process is about to.
  process.send?.(message, undefined, undefined, () => {});
};

/** Resolves when the thread has loaded the model. */
function startThread(start: WorkerStart): Promise<Worker> {
  const { promise, resolve, reject } = Promise.withResolvers<Worker>();
  const worker = new Worker(startedModule("inference/classifierWorker"), { workerData: start });
  worker.on("message", (message: FromProcess) => {
    if (message.type === "ready") resolve(worker);
    else if (message.type === "refused") reject(new Failure(message.code, message.message));
    else answer(message);
  });
  // A thread that dies takes the process with it: the program starts another and knows what was unanswered.
  worker.on("error", (error) => {
    console.error(error);
    process.exit(1);
  });
  return promise;
}

async function start(options: ClassifierOptions): Promise<void> {
  const { modelFile, card, workers, topK, embedding, maps, provider, maxModelBytes } = options;
  try {
    checkProvider(provider);
    const { bytes: model, description } = await readModelFile(modelFile, card, maxModelBytes);
    const batch = findBatch(description, card.output.name);
    const batchSize = batch === "free" ? options.batchSize : batch === "no-axis" ? 1 : batch;
    const shared: WorkerStart = {
      model,
      card,
      topK,
      embedding,
      maps,
      provider,
      batch,
      batchSize,
      threads: options.threads,
    };
    threads.push(...(await Promise.all(Array.from({ length: workers }, () => startThread(shared)))));
    answer({ type: "ready", batchSize });
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    answer({ type: "refused", code: error.code, message: error.message });
  }
}

process.on("message", async (message: ToProcess) => {
  if (message.type === "start") await start(message.options);
  else
    threads[message.thread]!.postMessage({ number: message.number, request: message.request } satisfies Job);
});
// Without the program that asked there is nothing left to do, however it ended. A thread may hang in native code, which
// an ordinary exit would wait for.
process.on("disconnect", () => process.kill(process.pid, "SIGKILL"));
// Ctrl-C goes to every process of a terminal. The program decides what it means, and disconnects when it is done.
process.on("SIGINT", () => {});
