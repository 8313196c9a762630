import { env, InferenceSession, Tensor } from "onnxruntime-node";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { attachMaps, mapsOutput } from "./attachMaps.ts";
import { explainRuntime } from "./explainRuntime.ts";
import type { EmbeddingOutput } from "./inspection/findEmbedding.ts";
import type { MapLayer } from "./inspection/findMapLayer.ts";
import { type Batch, inputShape } from "./inspection/modelShape.ts";
import { ModelError } from "./modelError.ts";
import { joinBytes, outputPart } from "./outputPart.ts";
import { checkProvider, type Provider } from "./provider.ts";
import { type TensorData, tensorArrays } from "./tabulatePixels.ts";

// Errors are reported in our words; the runtime's would be printed among them.
env.logLevel = "fatal";

/** What a model gives for an image, in its own type. */
export interface ModelOutputs {
  /** As many as the card says; undefined where they are not wanted. */
  scores: ArrayLike<number> | undefined;
  /** Its embedding, where that is wanted. */
  seen: ArrayLike<number> | undefined;
  /** Its maps, where they are wanted: [height, width, classes]. */
  mapped: { width: number; height: number; logits: Float32Array } | undefined;
}

/** Runs the model on some images: the outputs of each. */
export type RunModel = (inputs: readonly TensorData[]) => Promise<ModelOutputs[]>;

/** The images one after the other; the last one again where a fixed batch is to be filled up. */
function join(inputs: readonly TensorData[], type: ModelCard["input"]["type"], slots: number): TensorData {
  const [first] = inputs;
  if (slots === 1) return first!;
  const all = new tensorArrays[type](slots * first!.length);
  for (let slot = 0; slot < slots; slot++) {
    const input = inputs[Math.min(slot, inputs.length - 1)]!;
    (all as Float32Array).set(input as Float32Array, slot * first!.length);
  }
  return all;
}

function makeTensor(type: ModelCard["input"]["type"], input: TensorData, shape: number[]): Tensor {
  // The type names the array; the overloads of Tensor want to see both at once.
  if (type !== "float16") return new Tensor(type as "float32", input as Float32Array, shape);
  // onnxruntime-node 1.30 takes a Float16Array for an empty one (onnxruntime pull request 32323) and reads the bits of
  // a Uint16Array rightly, but Tensor turns that into a Float16Array where Node has one.
  const bits = new Uint16Array(input.buffer, input.byteOffset, input.length);
  const tensor = new Tensor("float16", bits, shape);
  Object.defineProperty(tensor, "data", { value: bits });
  return tensor;
}

type Numbers = Float32Array | Float16Array | Float64Array;

/** float16 outputs are a Float16Array, which reads as numbers like any other; bits where Node has no such array. */
function readNumbers({ data, type }: Tensor): Numbers {
  if (type === "float16" && data instanceof Uint16Array)
    return new tensorArrays.float16(data.buffer as ArrayBuffer, data.byteOffset, data.length);
  return data as Numbers;
}

/**
 * Loads a model whose file was checked against its card (see `readModelFile`).
 *
 * @param model the ONNX file's bytes
 * @param options.batch how many images the model takes at once
 * @param options.scores false where only the embedding is wanted
 * @throws Failure `model-failed` if the runtime does not load it; `wrong-usage` where it lacks the provider
 */
export async function openSession(
  model: Uint8Array<SharedArrayBuffer>,
  card: ModelCard,
  {
    batch,
    threads = 1,
    provider = "cpu",
    scores = true,
    embedding,
    maps,
  }: {
    batch: Batch;
    threads?: number;
    provider?: Provider;
    scores?: boolean;
    embedding?: EmbeddingOutput | undefined;
    maps?: MapLayer | undefined;
  },
): Promise<RunModel> {
  checkProvider(provider);
  // The runtime wants memory that is not shared between threads; it makes its own copy of the weights of that.
  const parts = [...(embedding ? [outputPart(embedding.output)] : []), ...(maps ? [attachMaps(maps)] : [])];
  const bytes = joinBytes([model, ...parts]);
  const session = await InferenceSession.create(bytes, {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 4,
  }).catch((error: Error) => {
    throw new Failure(
      "model-failed",
      `The model ${card.name} cannot be loaded: ${explainRuntime(error.message, "the runtime refuses its graph")}.`,
    );
  });
  const { classes, name } = card.output;
  const wanted = [
    ...(scores ? [name] : []),
    ...(embedding ? [embedding.output] : []),
    ...(maps ? [mapsOutput] : []),
  ];
  return async (inputs) => {
    const slots = batch === "free" || batch === "no-axis" ? inputs.length : batch;
    const shape = inputShape(card.input, batch, inputs.length);
    const input = makeTensor(card.input.type, join(inputs, card.input.type, slots), shape);
    const outputs = await session.run({ [card.input.name]: input }, wanted);
    const given = scores ? readOutput(outputs[name]!, { count: classes, slots, field: "output" }) : undefined;
    const seen =
      embedding &&
      readOutput(outputs[embedding.output]!, { count: embedding.size, slots, field: "embedding" });
    const mapped = maps && readMaps(outputs[mapsOutput]!, { classes, slots });
    const ofImage = (numbers: Numbers | undefined, count: number, at: number) =>
      numbers?.subarray(at * count, (at + 1) * count);
    return inputs.map((_, at) => ({
      scores: ofImage(given, classes, at),
      seen: ofImage(seen, embedding?.size ?? 0, at),
      mapped: mapped && { ...mapped, logits: Float32Array.from(ofImage(mapped.logits, mapped.count, at)!) },
    }));
  };
}

/** @throws ModelError where the maps are not of the card's classes */
function readMaps(tensor: Tensor, { classes, slots }: { classes: number; slots: number }) {
  const [images = 0, height = 0, width = 0, last = 0] = tensor.dims;
  if (tensor.dims.length === 4 && images === slots && last === classes && tensor.type.startsWith("float"))
    return { width, height, logits: readNumbers(tensor), count: height * width * classes };
  throw new ModelError(
    `its maps have the shape [${tensor.dims.join(", ")}], and its card says that there are ${classes} classes`,
    "contradicts-card",
  );
}

/** @throws ModelError where there are not as many numbers as the card says */
function readOutput(
  tensor: Tensor,
  { count, slots, field }: { count: number; slots: number; field: "output" | "embedding" },
): Numbers {
  const isFloat = tensor.type.startsWith("float");
  const data = readNumbers(tensor);
  if (isFloat && data.length === count * slots) return data;
  const found = isFloat ? `${data.length} numbers` : `numbers of the type ${tensor.type}`;
  const images = slots === 1 ? "an image" : `${slots} images`;
  throw new ModelError(
    field === "output"
      ? `it gave ${found} for ${images}, and its card says ${count} for each. Set output.classes in the card, or output.name to another output`
      : `its embedding has ${found} for ${images}, and its card says ${count} floats for each. Set embedding.size in the card, or embedding.output to another tensor`,
    "contradicts-card",
  );
}
