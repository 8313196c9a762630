import { type GraphView, operatorOf } from "./graphView.ts";
import type { OnnxNode } from "./onnxSchema.ts";
import { scoreForms } from "./scoreForms.ts";

/** Where a model still knows places: what its last layer, applied to each place, needs. */
export interface MapLayer {
  /** The tensor whose places are averaged: [N, channels, height, width], or [N, height, width, channels]. */
  places: string;
  layout: "NCHW" | "NHWC";
  /** The linear layer behind the average; null where the averaged numbers are the scores themselves. */
  linear: { weights: string; isTurned: boolean; bias: string | null } | null;
}

const ofScores = new Set<string>(scoreForms);
/** Between the average and the linear layer: these leave each number as it is. */
const keeping = new Set(["Identity", "Dropout", "Reshape", "Flatten", "Squeeze"]);
const maxSteps = 50;

const attributeOf = ({ attribute }: OnnxNode, name: string) => attribute.find((one) => one.name === name);

/** The axes that an average is over, as it states them. */
function axesOf(view: GraphView, node: OnnxNode): readonly number[] {
  return (node.input[1] ? view.numbers(node.input[1]) : attributeOf(node, "axes")?.ints) ?? [];
}

function readAverage(view: GraphView, node: OnnxNode): Pick<MapLayer, "places" | "layout"> | undefined {
  const places = node.input[0] ?? "";
  const operator = operatorOf(node);
  if (operator === "GlobalAveragePool") return { places, layout: "NCHW" };
  if (operator !== "ReduceMean") return undefined;
  const axes = axesOf(view, node).map((axis) => (axis < 0 ? axis + 4 : axis));
  if (axes.length !== 2) return undefined;
  if (axes.includes(2) && axes.includes(3)) return { places, layout: "NCHW" };
  return axes.includes(1) && axes.includes(2) ? { places, layout: "NHWC" } : undefined;
}

function readGemm(node: OnnxNode): MapLayer["linear"] | undefined {
  const [, weights, bias] = node.input;
  const isPlain = ["alpha", "beta"].every((name) => (attributeOf(node, name)?.f ?? 1) === 1);
  if (!weights || !isPlain || (attributeOf(node, "transA")?.i ?? 0) === 1) return undefined;
  return { weights, isTurned: attributeOf(node, "transB")?.i === 1, bias: bias || null };
}

/**
 * Where a model ends in an average over all places and at most one linear layer behind it, so that this layer, applied
 * to each place, gives a map for each label whose mean is the label's score.
 *
 * @param output the one that gives the scores
 * @returns null where a model ends otherwise
 */
export function findMapLayer(view: GraphView, output: string): MapLayer | null {
  let name = output;
  let linear: MapLayer["linear"] = null;
  let bias: string | null = null;
  for (let steps = 0; steps < maxSteps; steps++) {
    const maker = view.makerOf(name);
    const operator = maker && operatorOf(maker);
    if (!maker || !operator) return null;
    const average = readAverage(view, maker);
    if (average) return bias !== null && !linear ? null : { ...average, linear };
    if (linear) {
      if (!keeping.has(operator)) return null;
      name = maker.input[0] ?? "";
    } else if (operator === "Gemm") {
      const found = readGemm(maker);
      if (!found || bias !== null) return null;
      linear = found;
      name = maker.input[0] ?? "";
    } else if (operator === "MatMul") {
      linear = { weights: maker.input[1] ?? "", isTurned: false, bias };
      name = maker.input[0] ?? "";
    } else if (operator === "Add" && bias === null) {
      const [first = "", second = ""] = maker.input;
      const isFirst = view.sizes(first)?.length === 1;
      if (!isFirst && view.sizes(second)?.length !== 1) return null;
      bias = isFirst ? first : second;
      name = isFirst ? second : first;
    } else if (ofScores.has(operator)) name = maker.input[0] ?? "";
    else return null;
  }
  return null;
}
