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
    // A Failure loses its class on the way, so its parts are sent; any other error ends the worker and is reported
    // there.
    if (!(error instanceof Failure)) throw error;
    const { code, message, details } = error;
    return { failure: { code, message, details } };
  }
}
