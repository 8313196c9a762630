import { parentPort, workerData } from "node:worker_threads";
import { Failure } from "../../../contract/failure.ts";
import { type JudgedFileOptions, readJudgedModel } from "../readJudgedModel.ts";
import type { JudgingReply, JudgingTask } from "./judgingTask.ts";

const options = workerData as JudgedFileOptions;

parentPort!.on("message", async ({ file }: JudgingTask) => {
  parentPort!.postMessage(await judge(file));
});

async function judge(file: string): Promise<JudgingReply> {
  try {
    return { judged: await readJudgedModel(file, options) };
  } catch (error) {
    // An error of ours loses its class on the way; any other ends the worker, and is seen there.
    if (!(error instanceof Failure)) throw error;
    const { code, message, details } = error;
    return { failure: { code, message, details } };
  }
}
