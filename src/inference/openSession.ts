import { InferenceSession, Tensor } from "onnxruntime-node";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/modelCard.ts";
import { inputShape } from "./checkCard.ts";
import type { TensorData } from "./preprocess.ts";
import { checkProvider, type Provider } from "./provider.ts";

/** Runs the model on some images: the outputs of each, as many as the card says, in the type of the model. */
export type RunModel = (inputs: readonly TensorData[]) => Promise<ArrayLike<number>[]>;

const arrays = { float32: Float32Array, float16: Float16Array, uint8: Uint8Array };

function join(inputs: readonly TensorData[], type: ModelCard["input"]["type"]): TensorData {
  const [first] = inputs;
  if (inputs.length === 1) return first!;
  const all = new arrays[type](inputs.length * first!.length);
  inputs.forEach((input, at) => {
    all.set(input, at * first!.length);
  });
  return all;
}

function makeTensor(type: ModelCard["input"]["type"], input: TensorData, shape: number[]): Tensor {
  // The type names the array; the overloads of Tensor want to see both at once.
  const tensor = new Tensor(type as "float32", input as Float32Array, shape);
  if (type === "float16") {
    // onnxruntime-node 1.30 takes a Float16Array for an empty one (onnxruntime pull request 32323) and reads the bits
    // of a Uint16Array rightly, but Tensor turns that into a Float16Array.
    const bits = new Uint16Array(input.buffer, input.byteOffset, input.length);
    Object.defineProperty(tensor, "data", { value: bits });
  }
  return tensor;
}

/**
 * Loads a model whose file was checked against its card (see `readModelFile`).
 *
 * @param model the ONNX file's bytes
 * @throws Failure `model-failed` if the runtime does not load it; `wrong-usage` where it lacks the provider
 */
export async function openSession(
  model: Uint8Array<SharedArrayBuffer>,
  card: ModelCard,
  { threads = 1, provider = "cpu" }: { threads?: number; provider?: Provider } = {},
): Promise<RunModel> {
  checkProvider(provider);
  // The runtime wants memory that is not shared between threads; it makes its own copy of the weights of that.
  const session = await InferenceSession.create(model.slice(), {
    executionProviders: [provider],
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  }).catch((error: Error) => {
    throw new Failure("model-failed", `The model ${card.name} cannot be loaded: ${error.message}`);
  });
  const { classes, name } = card.output;
  return async (inputs) => {
    const shape = inputShape(card.input).with(0, inputs.length);
    const input = makeTensor(card.input.type, join(inputs, card.input.type), shape);
    const outputs = await session.run({ [card.input.name]: input }, [name]);
    // float16 outputs are a Float16Array, which reads as numbers like any other.
    const data = outputs[name]!.data as Float32Array | Float16Array;
    if (data.length !== classes * inputs.length) {
      throw new Error(
        `the model gave ${data.length} outputs for ${inputs.length} images, the card says ${classes} each`,
      );
    }
    return inputs.map((_, at) => data.subarray(at * classes, (at + 1) * classes));
  };
}
