import { env, InferenceSession, Tensor } from "onnxruntime-node";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { explainRuntime } from "./explainRuntime.ts";
import { type Batch, inputShape } from "./inspection/modelShape.ts";
import { ModelError } from "./modelError.ts";
import { checkProvider, type Provider } from "./provider.ts";
import { type TensorData, tensorArrays } from "./tabulatePixels.ts";

// What goes wrong is told in our words; the runtime's would be printed among them.
env.logLevel = "fatal";

/** Runs the model on some images: the outputs of each, as many as the card says, in the type of the model. */
export type RunModel = (inputs: readonly TensorData[]) => Promise<ArrayLike<number>[]>;

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

/** float16 outputs are a Float16Array, which reads as numbers like any other; bits where Node has no such array. */
function readNumbers({ data, type }: Tensor): Float32Array | Float16Array | Float64Array {
  if (type === "float16" && data instanceof Uint16Array)
    return new tensorArrays.float16(data.buffer as ArrayBuffer, data.byteOffset, data.length);
  return data as Float32Array | Float16Array | Float64Array;
}

/**
 * Loads a model whose file was checked against its card (see `readModelFile`).
 *
 * @param model the ONNX file's bytes
 * @param options.batch how many images the model takes at once
 * @throws Failure `model-failed` if the runtime does not load it; `wrong-usage` where it lacks the provider
 */
export async function openSession(
  model: Uint8Array<SharedArrayBuffer>,
  card: ModelCard,
  { batch, threads = 1, provider = "cpu" }: { batch: Batch; threads?: number; provider?: Provider },
): Promise<RunModel> {
  checkProvider(provider);
  // The runtime wants memory that is not shared between threads; it makes its own copy of the weights of that.
  const session = await InferenceSession.create(model.slice(), {
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
  return async (inputs) => {
    const slots = batch === "free" || batch === "no-axis" ? inputs.length : batch;
    const shape = inputShape(card.input, batch, inputs.length);
    const input = makeTensor(card.input.type, join(inputs, card.input.type, slots), shape);
    const outputs = await session.run({ [card.input.name]: input }, [name]);
    const data = readNumbers(outputs[name]!);
    if (data.length !== classes * slots) {
      throw new ModelError(
        `it gave ${data.length} numbers for ${slots === 1 ? "an image" : `${slots} images`}, and its card says ` +
          `${classes} for each. Set output.classes in the card, or output.name to another output`,
        "contradicts-card",
      );
    }
    return inputs.map((_, at) => data.subarray(at * classes, (at + 1) * classes));
  };
}
