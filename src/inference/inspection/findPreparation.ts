import { type GraphView, operatorOf } from "./graphView.ts";
import type { OnnxNode } from "./onnxSchema.ts";

/** What a model does by itself with the image that it is given, before its first layer. */
export interface Preparation {
  /** The operators, in their order. */
  operators: string[];
  /** A pixel becomes scale * pixel + bias, by channel in the order of the tensor; one number stands for all three. */
  scale: number[];
  bias: number[];
  /** By stated numbers alone; false where a trained or a quantised layer has a part in it. */
  isStated: boolean;
  /** Where the first layers show it. */
  layout?: "NCHW" | "NHWC";
}

const passing = new Set(["Identity", "Cast", "CastLike", "Reshape", "Unsqueeze", "Squeeze", "Dropout"]);
const resizing = new Set(["Resize", "Upsample"]);
const maxSteps = 50;

const ofChannels = (numbers: readonly number[] | undefined): number[] | undefined =>
  numbers && (numbers.length === 1 || numbers.length === 3) ? [...numbers] : undefined;

function combine(
  a: readonly number[],
  b: readonly number[],
  operate: (x: number, y: number) => number,
): number[] {
  return Array.from({ length: Math.max(a.length, b.length) }, (_, at) =>
    operate(a[a.length === 1 ? 0 : at]!, b[b.length === 1 ? 0 : at]!),
  );
}

const add = (a: readonly number[], b: readonly number[]) => combine(a, b, (x, y) => x + y);
const times = (a: readonly number[], b: readonly number[]) => combine(a, b, (x, y) => x * y);

/** What a node does to each number: times `by`, then plus `plus`; undefined where it is something else. */
function readArithmetic(view: GraphView, node: OnnxNode, name: string) {
  const operator = operatorOf(node);
  const isFirst = node.input[0] === name;
  if (operator === "BatchNormalization" && isFirst) {
    const [scale, bias, mean, variance] = [1, 2, 3, 4].map((at) =>
      ofChannels(view.numbers(node.input[at] ?? "")),
    );
    if (!scale || !bias || !mean || !variance) return undefined;
    const epsilon = node.attribute.find((one) => one.name === "epsilon")?.f ?? 1e-5;
    const by = combine(scale, variance, (x, y) => x / Math.sqrt(y + epsilon));
    return { by, plus: add(bias, times(by, times(mean, [-1]))), isStated: false };
  }
  if (operator === "DequantizeLinear" && isFirst) {
    const by = ofChannels(view.numbers(node.input[1] ?? ""));
    const zero = node.input[2] ? ofChannels(view.numbers(node.input[2])) : [0];
    return by && zero ? { by, plus: times(by, times(zero, [-1])), isStated: false } : undefined;
  }
  if (node.input.length !== 2) return undefined;
  const numbers = ofChannels(view.numbers(node.input[isFirst ? 1 : 0] ?? ""));
  if (!numbers) return undefined;
  const stated = (by: number[], plus: number[]) => ({ by, plus, isStated: true });
  if (operator === "Add") return stated([1], numbers);
  if (operator === "Mul") return stated(numbers, [0]);
  if (operator === "Sub") return isFirst ? stated([1], times(numbers, [-1])) : stated([-1], numbers);
  if (operator === "Div" && isFirst)
    return stated(
      numbers.map((number) => 1 / number),
      [0],
    );
  return undefined;
}

/** The layout before a Transpose to or from the one that layers want. */
function layoutBefore({ attribute }: OnnxNode): "NCHW" | "NHWC" | undefined {
  const order = attribute.find(({ name }) => name === "perm")?.ints.join();
  return order === "0,3,1,2" ? "NHWC" : order === "0,2,3,1" ? "NCHW" : undefined;
}

/** Follows an input as long as one node after the other does nothing but prepare it. */
export function findPreparation(view: GraphView, input: string): Preparation {
  const found: Preparation = { operators: [], scale: [1], bias: [0], isStated: true };
  let isTurned = false;
  for (let name = input, steps = 0; steps < maxSteps; steps++) {
    const [node, ...others] = view.usersOf(name);
    if (!node || others.length > 0) break;
    const operator = operatorOf(node);
    if (operator === undefined) break;
    const arithmetic = readArithmetic(view, node, name);
    if (operator === "Transpose") {
      const layout = layoutBefore(node);
      if (layout && !isTurned) found.layout = layout;
      isTurned = true;
    } else if (arithmetic) {
      found.scale = times(found.scale, arithmetic.by);
      found.bias = add(times(found.bias, arithmetic.by), arithmetic.plus);
      found.isStated &&= arithmetic.isStated;
    } else if (operator === "Conv" && node.input[0] === name) {
      // Layers have their channels first, and a filter's second size is that of its channels.
      if (!isTurned && view.sizes(node.input[1] ?? "")?.[1] === 3) found.layout = "NCHW";
      break;
    } else if (!(passing.has(operator) || resizing.has(operator)) || node.input[0] !== name) break;
    found.operators.push(operator);
    name = node.output[0] ?? "";
  }
  return found;
}
