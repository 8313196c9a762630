// A thread of the classifier process. It does all there is to do for an image: read, verify, decode, resize, run the
// model, rank. Nothing of an image leaves it but its facts and its best labels.
import { parentPort, workerData } from "node:worker_threads";
import { Failure } from "../contract/failure.ts";
import { readImage } from "../files/readImage.ts";
import type {
  ClassifierRequest,
  ClassifierResult,
  FromProcess,
  Job,
  WorkerStart,
} from "./classifierMessages.ts";
import { openSession, type RunModel } from "./openSession.ts";
import { preprocess } from "./preprocess.ts";
import { rankScores } from "./rankScores.ts";

const { model, card, topK } = workerData as WorkerStart;

const answer = (message: FromProcess): void => parentPort!.postMessage(message);

async function classify(run: RunModel, { id, path }: ClassifierRequest): Promise<ClassifierResult> {
  const image = await readImage(path);
  if (!image.ok) return { id, failure: { reason: image.reason, message: image.message } };
  try {
    const outputs = await run(preprocess(image.pixels, card));
    const { kind, offset } = card.output;
    return { id, file: image.file, ...rankScores(outputs, { kind, offset, topK }) };
  } catch (error) {
    const message = `The model ${card.name} failed on this image: ${(error as Error).message}.`;
    return { id, failure: { reason: "model-failed", message } };
  }
}

try {
  const run = await openSession(model, card);
  parentPort!.on("message", async ({ number, request }: Job) => {
    answer({ type: "result", number, result: await classify(run, request) });
  });
  answer({ type: "ready" });
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  answer({ type: "refused", code: error.code, message: error.message });
}
