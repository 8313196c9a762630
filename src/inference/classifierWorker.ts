// A thread of the classifier process. It does all there is to do for an image: read, verify, decode, resize, run the
// model, rank. Nothing of an image leaves it but its facts and its best labels.
import { parentPort, workerData } from "node:worker_threads";
import { Failure } from "../contract/failure.ts";
import { canBePacked } from "../core/embeddings/packEmbeddings.ts";
import { pickMaps } from "../core/maps/labelMaps.ts";
import { cutPixels } from "../files/images/cutPixels.ts";
import { readImage, type VerifiedImage } from "../files/images/readImage.ts";
import type { ClassifierResult, FromProcess, Job, WorkerStart } from "./classifierMessages.ts";
import { explainRuntime } from "./explainRuntime.ts";
import { ModelError } from "./modelError.ts";
import { type ModelOutputs, openSession, type RunModel } from "./openSession.ts";
import { preprocess } from "./preprocess.ts";
import { rankScores } from "./rankScores.ts";
import type { TensorData } from "./tabulatePixels.ts";

interface Prepared {
  number: number;
  id: string;
  file: VerifiedImage;
  orientation: number;
  wanted: readonly number[];
  input: TensorData;
}

const { model, card, topK, embedding, maps, threads, batch, batchSize, provider } = workerData as WorkerStart;

const answer = (message: FromProcess): void => parentPort!.postMessage(message);
const give = (number: number, result: ClassifierResult): void => answer({ type: "result", number, result });

const modelFailed = (id: string, error: unknown): ClassifierResult => {
  const isOurs = error instanceof ModelError;
  const why = isOurs ? error.message : explainRuntime(String(error), "the runtime could not compute it");
  const message = `The model ${card.name} failed on this image: ${why}.`;
  return { id, failure: { reason: isOurs ? error.reason : "model-failed", message } };
};

const unranked = { labels: new Uint32Array(), scores: new Float32Array(), isNormalised: false };

function rank(
  { number, id, file, orientation, wanted }: Prepared,
  { scores, seen, mapped }: ModelOutputs,
): void {
  try {
    const { kind, offset, classes } = card.output;
    const ranked = scores ? rankScores(scores, { kind, offset, topK }) : unranked;
    give(number, {
      ...{ id, file, ...ranked },
      ...(seen && { embedding: checkEmbedding(seen) }),
      ...(mapped && {
        maps: pickMaps(checkMaps(mapped.logits), { ...mapped, orientation, classes, offset, wanted }),
      }),
    });
  } catch (error) {
    give(number, modelFailed(id, error));
  }
}

/** A copy, because the runtime's own holds those of all images of a batch. */
function checkEmbedding(seen: ArrayLike<number>): Float32Array {
  const numbers = Float32Array.from(seen);
  const at = numbers.findIndex((number) => !canBePacked(number));
  if (at < 0) return numbers;
  throw new ModelError(`number ${at} of its embedding is ${numbers[at]}, not a finite one`);
}

function checkMaps(logits: Float32Array): Float32Array {
  if (logits.every(Number.isFinite)) return logits;
  throw new ModelError("its maps hold what is no finite number");
}

async function classify(run: RunModel, images: readonly Prepared[]): Promise<void> {
  try {
    const outputs = await run(images.map(({ input }) => input));
    for (const [at, image] of images.entries()) rank(image, outputs[at]!);
  } catch (error) {
    // One image may have failed them all: each gets a run of its own.
    if (images.length > 1) for (const image of images) await classify(run, [image]);
    else for (const { number, id } of images) give(number, modelFailed(id, error));
  }
}

/** Images are read side by side, and the model runs on those that are ready: a full batch, or all that are left. */
function makeQueue(run: RunModel): (job: Job) => Promise<void> {
  const ready: Prepared[] = [];
  let reading = 0;
  let isRunning = false;

  async function runReady(): Promise<void> {
    if (isRunning) return;
    isRunning = true;
    while (ready.length >= batchSize || (ready.length > 0 && reading === 0)) {
      await classify(run, ready.splice(0, batchSize));
    }
    isRunning = false;
  }

  return async ({ number, request: { id, path, crop, mapped = [] } }) => {
    reading++;
    const image = await readImage(path);
    reading--;
    try {
      if (image.ok) {
        const { file, orientation, pixels } = image;
        const input = preprocess(crop ? cutPixels(pixels, crop) : pixels, card);
        ready.push({ number, id, file, orientation, wanted: mapped, input });
      } else give(number, { id, failure: { reason: image.reason, message: image.message } });
    } catch (error) {
      give(number, modelFailed(id, error));
    }
    await runReady();
  };
}

try {
  parentPort!.on(
    "message",
    makeQueue(
      await openSession(model, card, { batch, threads, provider, scores: topK > 0, embedding, maps }),
    ),
  );
  answer({ type: "ready", batchSize });
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  answer({ type: "refused", code: error.code, message: error.message });
}
