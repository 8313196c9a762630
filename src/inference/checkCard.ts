import { Failure } from "../contract/failure.ts";
import type { ModelCard } from "../contract/models/modelCard.ts";
import { checkPixels } from "./checkPixels.ts";
import type { ModelDescription, ModelValue } from "./inspection/describeOnnx.ts";
import { findObstacle, listSizes } from "./inspection/findObstacle.ts";
import { countPerImage, findBatch, inputShape } from "./inspection/modelShape.ts";

type Parts = Pick<ModelCard, "input" | "preprocessing" | "output" | "embedding">;

const contradiction = (message: string): Failure =>
  new Failure("bad-file", `The model and its card contradict each other: ${message}. Correct the card.`);

function findValue<Value extends ModelValue>(values: readonly Value[], name: string, what: string): Value {
  const value = values.find((candidate) => candidate.name === name);
  if (value) return value;
  const names = values.map((candidate) => `"${candidate.name}"`).join(", ");
  throw contradiction(`the card's ${what} is "${name}", the model has ${names || "none"}`);
}

function checkInput(description: ModelDescription, { input, output }: Parts): void {
  const { type, shape } = findValue(description.inputs, input.name, "input");
  if (type !== input.type) throw contradiction(`the input is ${type}, not ${input.type}`);
  if (!shape) return;
  const wanted = inputShape(input, findBatch(description, output.name));
  const isFitting = shape.every((size, at) => typeof size === "string" || size === wanted[at]);
  if (!isFitting) throw contradiction(`the input's shape is ${listSizes(shape)}, not ${listSizes(wanted)}`);
}

function checkOutput(description: ModelDescription, { output }: Parts): void {
  const { shape, kind } = findValue(description.outputs, output.name, "output");
  const count = countPerImage(shape, findBatch(description, output.name));
  if (count !== undefined && count !== output.classes) {
    throw contradiction(
      `the output's shape is ${listSizes(shape ?? [])}, not [1, ${output.classes}]: ${count} numbers for an image, ` +
        `and output.classes is ${output.classes}`,
    );
  }
  if (output.offset >= output.classes)
    throw contradiction(`${output.offset} of ${output.classes} outputs precede the first label`);
  // What went through a softmax or a sigmoid already would go through another softmax.
  if (kind === "probabilities" && output.kind === "logits") {
    throw contradiction(
      "its last nodes give numbers between 0 and 1, such as a Softmax or a Sigmoid does, so output.kind is " +
        "probabilities, not logits",
    );
  }
  if (output.kind === "vector" && (kind === "probabilities" || kind === "logits")) {
    throw contradiction(
      "its last nodes give numbers as a Softmax, a Sigmoid or a LogSoftmax does, which are scores of labels and no " +
        `vector, so output.kind is ${kind}`,
    );
  }
  if (kind === "logits" && output.kind === "probabilities") {
    throw contradiction(
      "its last nodes give logarithms of probabilities, so output.kind is logits, not probabilities",
    );
  }
}

/**
 * Compares a card with the graph that it describes.
 *
 * @throws Failure `bad-file` saying where they contradict each other, or what of the model no card can mend
 */
export function checkCard(description: ModelDescription, card: Parts): void {
  const obstacle = findObstacle(description, card.output.name);
  if (obstacle !== undefined)
    throw new Failure("bad-file", `The model cannot be used as it is: ${obstacle}.`);
  checkInput(description, card);
  checkOutput(description, card);
  const { embedding } = card;
  if (embedding && !description.makes(embedding.output))
    throw contradiction(`embedding.output is "${embedding.output}", and no tensor of the model is called so`);
  const pixels = checkPixels(card, description.preparation);
  if (pixels !== undefined) throw contradiction(pixels);
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
  const known = classes - offset;
  if (known === labels) return;
  const numbers = (count: number) => count.toLocaleString("en");
  const surplus = classes - labels;
  throw new Failure(
    "bad-file",
    `The model gives ${numbers(classes)} numbers for an image, ${numbers(offset)} of them before the first label, and ` +
      `${labelSpace} has ${numbers(labels)} labels. ` +
      (surplus > 0 && surplus !== offset
        ? `If the first ${surplus === 1 ? "is a background class" : `${numbers(surplus)} are no labels`}, set ` +
          `output.offset to ${numbers(surplus)} in the card; else `
        : surplus === 0
          ? "If there is no background class, set output.offset to 0 in the card; else "
          : "") +
      "set labelSpace to the one whose labels the model knows, in its order.",
  );
}
