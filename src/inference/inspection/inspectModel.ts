import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import { Failure } from "../../contract/failure.ts";
import { largestModelFile } from "../../contract/images/uploads.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { checkCard, checkHash } from "../checkCard.ts";
import { describeOnnx, type ModelDescription } from "./describeOnnx.ts";
import { findDanger } from "./findDanger.ts";
import type { OnnxModel } from "./onnxSchema.ts";
import { openByteSource } from "./openByteSource.ts";
import { type ByteSource, readOnnx, UnreadableOnnx } from "./readOnnx.ts";

/** The runtime reads a protocol buffer, which cannot be larger. */
export const largestModel = largestModelFile;

export interface InspectedModel extends ModelDescription {
  file: string;
  bytes: number;
  sha256: string;
}

/** @throws Failure `not-found`, or `bad-file` where it is no file or larger than `maxBytes` */
export async function checkModelSize(file: string, maxBytes = largestModel): Promise<number> {
  const status = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Failure("not-found", `There is no model file ${file}.`);
    throw new Failure("bad-file", `The model file ${file} cannot be read (${error.code}).`);
  });
  const max = Math.min(maxBytes, largestModel);
  if (status.isFile() && status.size <= max) return status.size;
  const megabytes = (size: number) =>
    `${(size / 2 ** 20).toLocaleString("en", { maximumFractionDigits: 1 })} MB`;
  throw new Failure(
    "bad-file",
    status.isFile()
      ? `The model file ${file} has ${megabytes(status.size)}, and at most ${megabytes(max)} are read. ` +
          "Take a smaller model, or raise the limit (2 GB at most)."
      : `${file} is not a file. Name an ONNX file.`,
  );
}

/**
 * What an ONNX file says of itself, once it is found to be harmless. Its weights are not looked at.
 *
 * @throws Failure `bad-file` saying what is wrong with it
 */
export function describeHarmless(source: ByteSource, file: string): ModelDescription {
  let model: OnnxModel;
  try {
    model = readOnnx(source);
  } catch (error) {
    if (!(error instanceof UnreadableOnnx)) throw error;
    throw new Failure("bad-file", `${file} is not an ONNX file that can be read: ${error.message}.`);
  }
  if (!model.graph) throw new Failure("bad-file", `${file} is not an ONNX file: it holds no graph.`);
  const danger = findDanger(model, source.size);
  if (danger !== undefined) throw new Failure("bad-file", `The model file ${file} ${danger}.`);
  return describeOnnx(model);
}

/**
 * Reads what an ONNX file says of itself, and its hash; memory does not grow with its weights.
 *
 * @throws Failure `not-found`; `bad-file` where it is too large, no ONNX, or harmful
 */
export async function inspectModel(file: string, maxBytes?: number): Promise<InspectedModel> {
  const bytes = await checkModelSize(file, maxBytes);
  using source = openByteSource(file, bytes);
  const description = describeHarmless(source, file);
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return { file, bytes, sha256: hash.digest("hex"), ...description };
}

/**
 * Compares a file with its card, without loading it.
 *
 * @throws Failure as `inspectModel`, and `bad-file` where they contradict each other
 */
export async function checkModel(
  file: string,
  card: Pick<ModelCard, "sha256" | "input" | "preprocessing" | "output" | "embedding">,
  maxBytes?: number,
): Promise<InspectedModel> {
  const inspected = await inspectModel(file, maxBytes);
  checkHash(file, inspected.sha256, card);
  checkCard(inspected, card);
  return inspected;
}
