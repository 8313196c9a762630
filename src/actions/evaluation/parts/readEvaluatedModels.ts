import { stat } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Failure } from "../../../contract/failure.ts";
import { startedModule } from "../../../files/programPlace.ts";
import { type EvaluatedFile, type EvaluatedFileOptions, readEvaluatedModel } from "../readEvaluatedModel.ts";
import type { EvaluatingReply, EvaluatingTask } from "./evaluatingTask.ts";

/** Fewer bytes than this are read before a worker has started. */
const worthWorkers = 64e6;

/** Each has its own memory, and more would only wait for the disk. */
const maxWorkers = 8;

type ModelPredictions = EvaluatedFile & { model: string; file: string };

/**
 * Reads the files of several models, large ones in worker threads, one file per task.
 *
 * @returns in the order of `models`
 * @throws Failure as `readEvaluatedModel`, for the first file that cannot be read
 */
export async function readEvaluatedModels(
  models: readonly { model: string; file: string }[],
  options: EvaluatedFileOptions,
): Promise<ModelPredictions[]> {
  const workers = Math.min(models.length, availableParallelism(), maxWorkers);
  if (workers > 1 && (await sizeOf(models.map(({ file }) => file))) > worthWorkers) {
    return readInWorkers(models, options, workers);
  }
  const read: ModelPredictions[] = [];
  for (const { model, file } of models) {
    read.push({ model, file, ...(await readEvaluatedModel(file, options)) });
  }
  return read;
}

/** Missing files are reported when they are read. */
async function sizeOf(files: readonly string[]): Promise<number> {
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file)
        .then(({ size }) => size)
        .catch(() => 0),
    ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

export async function readInWorkers(
  models: readonly { model: string; file: string }[],
  options: EvaluatedFileOptions,
  count: number,
): Promise<ModelPredictions[]> {
  const read: ModelPredictions[] = [];
  const failures: { at: number; failure: unknown }[] = [];
  let next = 0;
  await Promise.all(
    Array.from({ length: count }, async () => {
      const worker = new Worker(startedModule("actions/evaluation/parts/evaluatingWorker"), {
        workerData: options,
      });
      try {
        while (next < models.length && failures.length === 0) {
          const at = next++;
          const { model, file } = models[at]!;
          try {
            read[at] = { model, file, ...(await ask(worker, { file })) };
          } catch (failure) {
            failures.push({ at, failure });
          }
        }
      } finally {
        await worker.terminate();
      }
    }),
  );
  const [first] = failures.sort((a, b) => a.at - b.at);
  if (first) throw first.failure;
  return read;
}

function ask(worker: Worker, task: EvaluatingTask): Promise<EvaluatedFile> {
  return new Promise((resolve, reject) => {
    const stop = () => worker.off("message", take).off("error", fail).off("exit", end);
    const fail = (error: unknown) => {
      stop();
      reject(error);
    };
    const end = () => fail(new Error(`the worker thread ended while it read ${task.file}`));
    const take = (reply: EvaluatingReply) => {
      if ("failure" in reply) {
        const { code, message, details } = reply.failure;
        fail(new Failure(code, message, details));
        return;
      }
      stop();
      resolve(reply.evaluated);
    };
    worker.once("message", take).once("error", fail).once("exit", end);
    worker.postMessage(task);
  });
}
