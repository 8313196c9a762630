import { InferenceSession, Tensor } from "onnxruntime-node";
import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/modelCard.ts";
import type { TensorData } from "./preprocess.ts";

/** Runs the model on one image: its outputs, as many as the card says, in the type of the model. */
export type RunModel = (input: TensorData) => Promise<ArrayLike<number>>;

type Shape = readonly (number | string)[];

const contradiction = (message: string): Failure =>
  new Failure("bad-file", `The model and its card contradict each other: ${message}. Correct the card.`);

const list = (shape: Shape): string => `[${shape.join(", ")}]`;

/** A size of the model that is a name or negative is free. */
const fits = (actual: number | string, wanted: number): boolean =>
  typeof actual === "string" || actual < 0 || actual === wanted;

function findValue(values: readonly InferenceSession.ValueMetadata[], name: string, what: string) {
  const value = values.find((candidate) => candidate.name === name);
  if (value?.isTensor) return value;
  const names = values.map((candidate) => `"${candidate.name}"`).join(", ");
  throw contradiction(`the card's ${what} is "${name}", the model has ${names}`);
}

/** The shape of one image's input. */
function checkInput(session: InferenceSession, { input }: ModelCard): number[] {
  const value = findValue(session.inputMetadata, input.name, "input");
  if (session.inputMetadata.length > 1) {
    throw contradiction(
      `the model wants ${session.inputMetadata.length} inputs, a classifier of images has one`,
    );
  }
  if (value.type !== input.type) throw contradiction(`the input is ${value.type}, not ${input.type}`);
  const { width, height } = input;
  const wanted = input.layout === "NCHW" ? [1, 3, height, width] : [1, height, width, 3];
  const isFitting = value.shape.length === 4 && value.shape.every((size, at) => fits(size, wanted[at]!));
  if (!isFitting) throw contradiction(`the input's shape is ${list(value.shape)}, not ${list(wanted)}`);
  return wanted;
}

function checkOutput(session: InferenceSession, { output }: ModelCard): void {
  const { shape, type } = findValue(session.outputMetadata, output.name, "output");
  if (type !== "float32" && type !== "float16")
    throw contradiction(`the output is ${type}, not floating point`);
  // [1, 1000], [N, 1000] and [1, 1000, 1, 1] are the same to us; where a size is free, running tells.
  const perImage = shape.slice(1);
  const isKnown = perImage.every((size) => typeof size === "number" && size >= 0);
  if (isKnown && perImage.reduce<number>((product, size) => product * Number(size), 1) !== output.classes) {
    throw contradiction(`the output's shape is ${list(shape)}, not [1, ${output.classes}]`);
  }
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
 * Loads a model on one thread of the CPU.
 *
 * @param model the ONNX file's bytes
 * @throws Failure `model-failed` if the runtime does not load it; `bad-file` if the card contradicts it
 */
export async function openSession(model: Uint8Array<SharedArrayBuffer>, card: ModelCard): Promise<RunModel> {
  // The runtime wants memory that is not shared between threads; it makes its own copy of the weights of that.
  const session = await InferenceSession.create(model.slice(), {
    executionProviders: ["cpu"],
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  }).catch((error: Error) => {
    throw new Failure("model-failed", `The model ${card.name} cannot be loaded: ${error.message}`);
  });
  const shape = checkInput(session, card);
  checkOutput(session, card);
  return async (input) => {
    const outputs = await session.run({ [card.input.name]: makeTensor(card.input.type, input, shape) }, [
      card.output.name,
    ]);
    const { data } = outputs[card.output.name]!;
    if (data.length !== card.output.classes) {
      throw new Error(`the model gave ${data.length} outputs, the card says ${card.output.classes}`);
    }
    // float16 outputs are a Float16Array, which reads as numbers like any other.
    return data as Float32Array | Float16Array;
  };
}
