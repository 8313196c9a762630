import { type GraphView, operatorOf } from "./graphView.ts";
import type { OnnxNode } from "./onnxSchema.ts";

/** Every number of a tensor lies in it, the bounds included. */
type Range = readonly [number, number];

const anything: Range = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
const share: Range = [0, 1];

/** Give values that they were given, or lie between them. */
const keeping = new Set(
  (
    "Identity Cast CastLike Reshape Flatten Squeeze Unsqueeze Transpose Slice Gather Split Expand Tile Dropout " +
    "GlobalAveragePool MaxPool GlobalMaxPool ReduceMean ReduceMax ReduceMin TopK " +
    "QuantizeLinear DequantizeLinear"
  ).split(" "),
);

const fixed: Record<string, Range> = {
  Softmax: share,
  QLinearSoftmax: share,
  Sigmoid: share,
  QLinearSigmoid: share,
  HardSigmoid: share,
  Hardmax: share,
  LogSoftmax: [Number.NEGATIVE_INFINITY, 0],
  Tanh: [-1, 1],
  Erf: [-1, 1],
  Softsign: [-1, 1],
  Softplus: [0, Number.POSITIVE_INFINITY],
};

/** Where infinity meets zero nothing is known. */
const span = (values: readonly number[]): Range =>
  values.some(Number.isNaN) ? anything : [Math.min(...values), Math.max(...values)];

const products = (a: Range, b: Range, combine: (x: number, y: number) => number): Range =>
  span(a.flatMap((x) => b.map((y) => combine(x, y))));

const growing = ([low, high]: Range, apply: (value: number) => number): Range => [apply(low), apply(high)];

const sum = (ranges: readonly Range[]): Range => [
  ranges.reduce((total, [low]) => total + low, 0),
  ranges.reduce((total, [, high]) => total + high, 0),
];

function divide(a: Range, b: Range): Range {
  if (b[0] > 0 || b[1] < 0) return products(a, b, (x, y) => x / y);
  return a[0] >= 0 && b[0] >= 0 ? [0, Number.POSITIVE_INFINITY] : anything;
}

const multiply = (a: Range, b: Range): Range => products(a, b, (x, y) => (x === 0 || y === 0 ? 0 : x * y));

/** One value after the other is made a range of; a chain of more is a burden. */
const maxSteps = 200;

/** Where a name's value comes from, what only passes it on left out. */
function originOf(view: GraphView, name: string): string {
  let at = name;
  for (let steps = 0; steps < maxSteps; steps++) {
    const maker = view.makerOf(at);
    if (!maker || !["Identity", "Cast", "Dropout"].includes(operatorOf(maker) ?? "")) break;
    at = maker.input[0] ?? "";
  }
  return at;
}

/** Whether a node divides what is not negative by its own sum, as a softmax that is written out does. */
function dividesBySum(view: GraphView, [dividend = "", divisor = ""]: readonly string[]): boolean {
  const whole = view.makerOf(originOf(view, divisor));
  const operator = whole && operatorOf(whole);
  if (operator === "Add") {
    // A small number is added against a division by zero.
    return whole!.input.some((name, at) => {
      const other = view.numbers(whole!.input[1 - at] ?? "");
      return other?.every((number) => number >= 0) && dividesBySum(view, [dividend, name]);
    });
  }
  if (operator === "Clip" || operator === "Max" || operator === "Expand")
    return dividesBySum(view, [dividend, whole!.input[0] ?? ""]);
  const isSum = operator === "ReduceSum" || operator === "ReduceL1";
  return isSum && originOf(view, whole!.input[0] ?? "") === originOf(view, dividend);
}

function clipBounds(view: GraphView, { input, attribute }: OnnxNode): Range {
  const bound = (at: number, name: string, otherwise: number) =>
    (input[at] ? view.numbers(input[at])?.[0] : attribute.find((one) => one.name === name)?.f) ?? otherwise;
  return [bound(1, "min", anything[0]), bound(2, "max", anything[1])];
}

/**
 * Between which bounds the numbers of a value lie, as the nodes that make it show: a Sigmoid's between 0 and 1, those of
 * a softmax that is written out too. Interval arithmetic, from the value backwards; what is not known may be anything.
 */
export function findValueRange(view: GraphView, name: string): Range {
  const known = new Map<string, Range>();

  function rangeOf(value: string, steps: number): Range {
    const before = known.get(value);
    if (before) return before;
    if (steps > maxSteps) return anything;
    // A file may go in a circle here and is still to be described.
    known.set(value, anything);
    const found = compute(value, steps + 1);
    known.set(value, found);
    return found;
  }

  function compute(value: string, steps: number): Range {
    const numbers = view.numbers(value);
    if (numbers && numbers.length > 0) return span(numbers);
    const node = view.makerOf(value);
    const operator = node && operatorOf(node);
    if (operator === undefined) return anything;
    if (fixed[operator]) return fixed[operator];
    const rangeAt = (at: number) => rangeOf(node!.input[at] ?? "", steps);
    const all = () => node!.input.map((_, at) => rangeAt(at));
    // Other outputs, of Split excepted, are positions.
    if (keeping.has(operator))
      return operator === "Split" || node!.output[0] === value ? rangeAt(0) : anything;
    switch (operator) {
      case "AveragePool":
        return span([...rangeAt(0), 0]);
      case "Relu":
        return growing(rangeAt(0), (x) => Math.max(x, 0));
      case "Exp":
        return growing(rangeAt(0), Math.exp);
      case "Log":
        return rangeAt(0)[0] >= 0 ? growing(rangeAt(0), Math.log) : anything;
      case "Sqrt":
        return rangeAt(0)[0] >= 0 ? growing(rangeAt(0), Math.sqrt) : [0, anything[1]];
      case "Neg":
        return [-rangeAt(0)[1], -rangeAt(0)[0]];
      case "Abs":
        return [0, Math.max(...rangeAt(0).map(Math.abs))];
      case "Reciprocal":
        return divide([1, 1], rangeAt(0));
      case "Add":
      case "Sum":
        return sum(all());
      case "Sub":
        return sum([rangeAt(0), [-rangeAt(1)[1], -rangeAt(1)[0]]]);
      case "Mul":
        return multiply(rangeAt(0), rangeAt(1));
      case "Div":
        return rangeAt(0)[0] >= 0 && dividesBySum(view, node!.input) ? share : divide(rangeAt(0), rangeAt(1));
      case "Mean":
        return growing(sum(all()), (x) => x / node!.input.length);
      case "Concat":
        return span(all().flat());
      case "Where":
        return span([...rangeAt(1), ...rangeAt(2)]);
      case "Max":
        return [Math.max(...all().map(([low]) => low)), Math.max(...all().map(([, high]) => high))];
      case "Min":
        return [Math.min(...all().map(([low]) => low)), Math.min(...all().map(([, high]) => high))];
      case "Clip": {
        const [low, high] = clipBounds(view, node!);
        return growing(rangeAt(0), (x) => Math.min(Math.max(x, low), high));
      }
      case "ReduceSum":
        return rangeAt(0)[0] >= 0 ? [0, anything[1]] : anything;
      default:
        return anything;
    }
  }

  return rangeOf(name, 0);
}
