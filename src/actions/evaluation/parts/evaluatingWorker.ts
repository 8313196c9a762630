import { parentPort, workerData } from "node:worker_threads";
import { Failure } from "../../../contract/failure.ts";
import { type EvaluatedFileOptions, readEvaluatedModel } from "../readEvaluatedModel.ts";
import type { EvaluatingReply, EvaluatingTask } from "./evaluatingTask.ts";

const options = workerData as EvaluatedFileOptions;

parentPort!.on("message", async ({ file }: EvaluatingTask) => {
  parentPort!.postMessage(await evaluate(file));
});

async function evaluate(file: string): Promise<EvaluatingReply> {
  try {
    return { evaluated: await readEvaluatedModel(file, options) };
  } catch (error) {
    // An error of ours loses its class on the way; any other ends the worker, and is seen there.
    if (!(error instanceof Failure)) throw error;
    const { code, message, details } = error;
    return { failure: { code, message, details } };
  }
}
