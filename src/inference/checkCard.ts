import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/modelCard.ts";
import type { ModelDescription, ModelValue } from "./describeOnnx.ts";

type Parts = Pick<ModelCard, "input" | "output">;

const contradiction = (message: string): Failure =>
  new Failure("bad-file", `The model and its card contradict each other: ${message}. Correct the card.`);

const list = (shape: readonly (number | string)[]): string => `[${shape.join(", ")}]`;

/** The shape of one image's input. */
export function inputShape({ layout, width, height }: ModelCard["input"]): [number, number, number, number] {
  return layout === "NCHW" ? [1, 3, height, width] : [1, height, width, 3];
}

function findValue(values: readonly ModelValue[], name: string, what: string): ModelValue {
  const value = values.find((candidate) => candidate.name === name);
  if (value) return value;
  const names = values.map((candidate) => `"${candidate.name}"`).join(", ");
  throw contradiction(`the card's ${what} is "${name}", the model has ${names || "none"}`);
}

function checkInput({ inputs }: ModelDescription, { input }: Parts): void {
  const { type, shape } = findValue(inputs, input.name, "input");
  if (inputs.length > 1)
    throw contradiction(`the model wants ${inputs.length} inputs, a classifier of images has one`);
  if (type !== input.type) throw contradiction(`the input is ${type}, not ${input.type}`);
  const wanted = inputShape(input);
  const isFitting =
    !shape ||
    (shape.length === 4 && shape.every((size, at) => typeof size === "string" || size === wanted[at]));
  if (!isFitting) throw contradiction(`the input's shape is ${list(shape)}, not ${list(wanted)}`);
}

function checkOutput({ outputs, endsInSoftmax }: ModelDescription, { output }: Parts): void {
  const { shape, type } = findValue(outputs, output.name, "output");
  if (type !== "float32" && type !== "float16")
    throw contradiction(`the output is ${type}, not floating point`);
  // [1, 1000], [N, 1000] and [1, 1000, 1, 1] are the same to us; where a size is free, running tells.
  const perImage = shape?.slice(1) ?? ["?"];
  const isKnown = perImage.every((size) => typeof size === "number");
  if (isKnown && perImage.reduce((product, size) => product * Number(size), 1) !== output.classes)
    throw contradiction(`the output's shape is ${list(shape ?? [])}, not [1, ${output.classes}]`);
  if (output.offset >= output.classes)
    throw contradiction(`${output.offset} of ${output.classes} outputs precede the first label`);
  // Logits that went through a softmax already would go through another one.
  if (endsInSoftmax && output.name === outputs[0]?.name && output.kind === "logits")
    throw contradiction("the model ends in a Softmax, so its output is probabilities, not logits");
}

/**
 * Compares a card with the graph that it describes.
 *
 * @throws Failure `bad-file` saying where they contradict each other
 */
export function checkCard(description: ModelDescription, card: Parts): void {
  checkInput(description, card);
  checkOutput(description, card);
}

/** @throws Failure `bad-file` where a file is not the one that its card describes */
export function checkHash(file: string, sha256: string, card: Pick<ModelCard, "sha256">): void {
  if (sha256 === card.sha256) return;
  throw new Failure(
    "bad-file",
    `The model file ${file} is not the one that its card describes: its SHA-256 is ${sha256}, the card says ` +
      `${card.sha256}. Get the right file, or correct the card.`,
  );
}

/** @throws Failure `bad-file` where a model has another number of labels than its label space */
export function checkLabelCount(
  { labelSpace, output: { classes, offset } }: Pick<ModelCard, "labelSpace" | "output">,
  labels: number,
): void {
  if (classes - offset === labels) return;
  throw contradiction(
    `it has ${classes} outputs, ${offset} of them before the first label, and ${labelSpace} has ${labels} labels`,
  );
}

/** Whether the model takes several images at once. */
export function takesBatches({ inputs }: ModelDescription, { input }: Parts): boolean {
  const batch = inputs.find(({ name }) => name === input.name)?.shape?.[0];
  return typeof batch !== "number";
}
