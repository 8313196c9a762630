import type { ModelCard } from "../../contract/models/modelCard.ts";
import { type GraphView, operatorOf } from "./graphView.ts";
import type { OnnxNode } from "./onnxSchema.ts";
import { scoreForms } from "./scoreForms.ts";

export type EmbeddingOutput = NonNullable<ModelCard["embedding"]>;

/** What follows a last layer and changes only the scale of its numbers. */
const passing = new Set<string>([...scoreForms, "Unsqueeze", "Clip", "Add", "Mul", "Div", "Sub"]);
/** What weights go through before they are used, their axes as they were. */
const ofWeights = new Set(["Identity", "Cast", "Mul", "Add", "Sub", "DequantizeLinear"]);
const maxSteps = 50;

/** The sizes of a matrix of weights, which may be put together from others. */
function weightSizes(view: GraphView, name: string, steps = 0): readonly number[] | undefined {
  const sizes = view.sizes(name);
  if (sizes) return sizes.length === 2 ? sizes : undefined;
  const maker = view.makerOf(name);
  const operator = maker && operatorOf(maker);
  if (!maker || !operator || steps > maxSteps) return undefined;
  if (operator === "Transpose") return weightSizes(view, maker.input[0] ?? "", steps + 1)?.toReversed();
  if (!ofWeights.has(operator)) return undefined;
  for (const input of maker.input) {
    const found = weightSizes(view, input, steps + 1);
    if (found) return found;
  }
  return undefined;
}

function readLinear(view: GraphView, node: OnnxNode): EmbeddingOutput | undefined {
  const [output, weights] = node.input;
  const sizes = weightSizes(view, weights ?? "");
  // The image itself is no embedding.
  if (!output || !view.makerOf(output) || !sizes) return undefined;
  const isTurned = node.attribute.some(({ name, i }) => name === "transB" && i === 1);
  const size = sizes[isTurned ? 1 : 0];
  return size !== undefined && size > 0 ? { output, size } : undefined;
}

/**
 * What goes into the linear layer (Gemm, MatMul) that makes an output, found by going back from there.
 *
 * @returns null where another kind of layer makes it, or its weights do not show how many numbers go in
 */
export function findEmbedding(view: GraphView, output: string): EmbeddingOutput | null {
  for (let name = output, steps = 0; steps < maxSteps; steps++) {
    const maker = view.makerOf(name);
    const operator = maker && operatorOf(maker);
    if (!maker || !operator) return null;
    if (operator === "Gemm" || operator === "MatMul") return readLinear(view, maker) ?? null;
    if (!passing.has(operator)) return null;
    // Of two operands the one that is computed; a bias or a factor is stated.
    const next = maker.input.find((input) => view.makerOf(input) && !view.sizes(input));
    if (next === undefined) return null;
    name = next;
  }
  return null;
}
