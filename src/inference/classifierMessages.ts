import type { FailureCode } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import type { LabelMaps } from "../core/maps/labelMaps.ts";
import type { PixelBox } from "../core/maps/patchAround.ts";
import type { ImageFailureReason } from "../files/images/imageFailure.ts";
import type { VerifiedImage } from "../files/images/readImage.ts";
import type { EmbeddingOutput } from "./inspection/findEmbedding.ts";
import type { MapLayer } from "./inspection/findMapLayer.ts";
import type { Batch } from "./inspection/modelShape.ts";
import type { Provider } from "./provider.ts";

export interface ClassifierRequest {
  /** The caller's own name for the image, given back with the result. */
  id: string;
  /** Absolute path. */
  path: string;
  /** The part of its pixels, as the file stores them, that the model is shown; all of them by default. */
  crop?: PixelBox;
  /** Where maps are wanted: labels whose whole maps are, besides the first ones. */
  mapped?: readonly number[];
}

/**
 * Why an image was not classified: what is wrong with its file; `crashes-model`, it ended the classifier process twice
 * while it was alone in there; `too-slow`, the model did not end in time on it; `model-failed`, the model gave an error
 * or no finite numbers for it; `contradicts-card`, it gave numbers that are not what the card says, as it would for any
 * image.
 */
export type ClassifierFailureReason =
  | ImageFailureReason
  | "crashes-model"
  | "too-slow"
  | "model-failed"
  | "contradicts-card";

export interface Classified {
  id: string;
  file: VerifiedImage;
  /** Label indices, the best first. */
  labels: Uint32Array;
  /** Their probabilities, 0 to 1. */
  scores: Float32Array;
  /** The model's numbers are not negative and their sum is 1 or 100, as those of a softmax. */
  isNormalised: boolean;
  /** Where it was asked for: finite numbers, as many as its size. */
  embedding?: Float32Array;
  /** Where it was asked for. */
  maps?: LabelMaps;
}

export interface NotClassified {
  id: string;
  failure: { reason: ClassifierFailureReason; message: string };
}

export type ClassifierResult = Classified | NotClassified;

/** How the model is run; none of it changes what it answers, beyond the rounding of other kernels. */
export interface RunOptions {
  /** How many copies of the model run at once, each in a thread of its own. */
  workers: number;
  /** Cores that each copy uses. */
  threads: number;
  /** Images that a copy takes at once; as many as the model takes where their number is fixed. */
  batchSize: number;
  provider: Provider;
  /** Milliseconds after which an image is given up. */
  imageTimeout: number;
  /** Milliseconds after which loading the model is given up. */
  loadTimeout: number;
  /** Bytes of the largest model file that is loaded. */
  maxModelBytes: number;
}

export interface ClassifierOptions extends RunOptions {
  /** Absolute path of the ONNX file. */
  modelFile: string;
  card: ModelCard;
  /** How many labels an image gets; with 0 the scores are not even computed. */
  topK: number;
  /** What is wanted of the image as numbers. */
  embedding?: EmbeddingOutput | undefined;
  /** What gives maps, where they are wanted. */
  maps?: MapLayer | undefined;
}

/** A request on its way, numbered so that its result finds the way back. */
export interface Job {
  number: number;
  request: ClassifierRequest;
}

/** A request for one of the threads, from 0. */
export interface ThreadJob extends Job {
  thread: number;
}

/** What the program tells the classifier process. The first message starts it. */
export type ToProcess = { type: "start"; options: ClassifierOptions } | ({ type: "classify" } & ThreadJob);

/** What the classifier process, and each of its threads, answers. After `refused` it ends. */
export type FromProcess =
  | { type: "ready"; batchSize: number }
  | { type: "refused"; code: FailureCode; message: string }
  | { type: "result"; number: number; result: ClassifierResult };

/** What a thread of the classifier process is started with. */
export interface WorkerStart {
  model: Uint8Array<SharedArrayBuffer>;
  card: ModelCard;
  topK: number;
  embedding: EmbeddingOutput | undefined;
  maps: MapLayer | undefined;
  threads: number;
  batchSize: number;
  batch: Batch;
  provider: Provider;
}
