import type { ModelCard } from "../../contract/models/modelCard.ts";
import type { ModelDescription, ModelValue } from "./describeOnnx.ts";

/**
 * How many images a model takes at once: any number, a fixed one, or one whose tensor has no axis for the batch at all.
 */
export type Batch = "free" | "no-axis" | number;

type Shape = ModelValue["shape"];

const product = (sizes: readonly number[]): number => sizes.reduce((total, size) => total * size, 1);
const areNumbers = (sizes: readonly (number | string)[]): sizes is number[] =>
  sizes.every((size) => typeof size === "number");

/** @param output of the card; a list of numbers without a batch axis is one image's */
export function findBatch(
  { inputs, outputs }: Pick<ModelDescription, "inputs" | "outputs">,
  output: string,
): Batch {
  const shape = inputs[0]?.shape;
  if (shape?.length === 3) return "no-axis";
  if (typeof shape?.[0] === "number") return shape[0];
  const given = outputs.find(({ name }) => name === output)?.shape;
  return given?.length === 1 && typeof given[0] === "number" ? 1 : "free";
}

/** How many numbers an output has for an image; undefined where the file leaves it open. */
export function countPerImage(shape: Shape, batch: Batch): number | undefined {
  if (!shape || shape.length === 0) return undefined;
  if (batch === "free" || (shape.length > 1 && typeof shape[0] === "string")) {
    const sizes = shape.slice(1);
    return sizes.length > 0 && areNumbers(sizes) ? product(sizes) : undefined;
  }
  return areNumbers(shape) ? product(shape) / (batch === "no-axis" ? 1 : batch) : undefined;
}

/** The shape of some images' input. */
export function inputShape(
  { layout, width, height }: ModelCard["input"],
  batch: Batch,
  images = 1,
): number[] {
  const one = layout === "NCHW" ? [3, height, width] : [height, width, 3];
  if (batch === "no-axis") return one;
  return [batch === "free" ? images : batch, ...one];
}
