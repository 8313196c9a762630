import { inputTypes } from "../../contract/models/modelCard.ts";
import type { ModelDescription, ModelOutput, ModelValue } from "./describeOnnx.ts";

export const listSizes = (shape: readonly (number | string)[]): string => `[${shape.join(", ")}]`;

const floats = ["float32", "float16", "float64"];

/** Whether an output holds numbers that can be scores. */
export const isScores = ({ type }: ModelOutput): boolean => floats.includes(type);

const quoted = (values: readonly ModelValue[]): string => values.map(({ name }) => `“${name}”`).join(", ");

function findInputObstacle(inputs: readonly ModelValue[]): string | undefined {
  const [input, ...others] = inputs;
  if (!input) return "it takes no input. Export the model with the image as its input";
  if (others.length > 0) {
    return (
      `it takes ${inputs.length} inputs (${quoted(inputs)}), and a classifier of images takes one. ` +
      "Export the model with the image as its only input, and the others as constants"
    );
  }
  const { name, type, shape } = input;
  if (!(inputTypes as readonly string[]).includes(type)) {
    return (
      `its input “${name}” is ${type}, as which an image cannot be given. Export the model with a float32 or ` +
      "uint8 input"
    );
  }
  if (!shape) return undefined;
  const channels = shape.length === 4 ? [shape[1], shape[3]] : [shape[0], shape[2]];
  if (shape.length !== 3 && shape.length !== 4) {
    return (
      `its input “${name}” has the shape ${listSizes(shape)}. Expected are images of three channels, such as ` +
      "[N, 3, 224, 224] or [N, 224, 224, 3]. Export the model with such an input"
    );
  }
  if (channels.every((size) => typeof size === "number" && size !== 3)) {
    return (
      `its input “${name}” has the shape ${listSizes(shape)}, in which neither the first nor the last axis of an ` +
      "image has 3 channels. Export the model with images of three channels as its input"
    );
  }
  if (shape.length === 4 && typeof shape[0] === "number" && shape[0] > 1024) {
    return `its batch is fixed at ${shape[0]} images. Export the model with a free batch axis`;
  }
  return undefined;
}

function describeNoScores({ name, type }: ModelOutput): string {
  if (/^u?int/.test(type)) return `its output “${name}” is ${type}: positions of labels or quantised numbers`;
  return `its output “${name}” is ${type}`;
}

/**
 * What keeps a model from being used, whatever its card says, and what to do about it; undefined where nothing does.
 *
 * @param output the one that is to be used; one that the model lacks is the card's mistake
 */
export function findObstacle({ inputs, outputs }: ModelDescription, output: string): string | undefined {
  const ofInput = findInputObstacle(inputs);
  if (ofInput !== undefined) return ofInput;
  if (outputs.length === 0) return "it has no output. Export the model with its scores as output";
  const used = outputs.find(({ name }) => name === output);
  if (!used || isScores(used)) return undefined;
  const usable = outputs.filter(isScores);
  const wayOut =
    usable.length > 0
      ? `Take another output, with output.name in the card or --output of models inspect: ${quoted(usable)}`
      : "Export the model with the scores of all labels, as floating point numbers, as its output";
  return `${describeNoScores(used)}, not a score for each label. ${wayOut}`;
}
