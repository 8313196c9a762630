import { type EmbeddingOutput, findEmbedding } from "./findEmbedding.ts";
import { findMapLayer, type MapLayer } from "./findMapLayer.ts";
import { findPreparation, type Preparation } from "./findPreparation.ts";
import { findValueRange } from "./findValueRange.ts";
import { type GraphView, viewGraph } from "./graphView.ts";
import { isScaledToUnit } from "./isScaledToUnit.ts";
import type { OnnxModel, OnnxValue } from "./onnxSchema.ts";
import { nodeListsOf } from "./walkOnnx.ts";

/** A tensor that goes in or comes out. A size that is free is its name, or "?". */
export interface ModelValue {
  name: string;
  type: string;
  /** Undefined where the file does not say. */
  shape: (number | string)[] | undefined;
}

export interface ModelOutput extends ModelValue {
  /**
   * probabilities: each between 0 and 1; logits: of a log-softmax; vector: scaled to length 1, as an image tower does.
   * null where the last nodes show nothing.
   */
  kind: "probabilities" | "logits" | "vector" | null;
  /** What its last layer makes it from; null where that is no linear layer. */
  embedding: EmbeddingOutput | null;
  /** Where it still knows places; null where it does not end in an average over them. */
  maps: MapLayer | null;
}

/** What an ONNX file says of itself. */
export interface ModelDescription {
  irVersion: number;
  producer: string;
  opsets: { domain: string; version: number }[];
  nodes: number;
  /** How often each operator occurs, the most frequent first. */
  operators: { name: string; count: number }[];
  inputs: ModelValue[];
  outputs: ModelOutput[];
  /** What the model does with its first input before its first layer. */
  preparation: Preparation;
  /** Whether a node of its graph makes a tensor of this name. */
  makes(name: string): boolean;
}

/** TensorProto.DataType. */
const typeNames: Record<number, string> = {
  1: "float32",
  2: "uint8",
  3: "int8",
  4: "uint16",
  5: "int16",
  6: "int32",
  7: "int64",
  8: "string",
  9: "bool",
  10: "float16",
  11: "float64",
  12: "uint32",
  13: "uint64",
  16: "bfloat16",
};

function describeValue({ name, type }: OnnxValue): ModelValue {
  const { elemType = 0, shape } = type?.tensorType ?? {};
  return {
    name,
    type: typeNames[elemType] ?? (type?.tensorType ? `type ${elemType}` : "no tensor"),
    shape: shape?.dim.map(({ dimValue, dimParam }) =>
      dimValue !== undefined && dimValue >= 0 ? dimValue : dimParam || "?",
    ),
  };
}

/** What the nodes show that make an output; a linear layer's numbers may be anything, and show nothing. */
function describeOutput(view: GraphView, output: OnnxValue): ModelOutput {
  const [low, high] = findValueRange(view, output.name);
  const isUnit = isScaledToUnit(view, output.name);
  const kind = isUnit ? "vector" : low >= 0 && high <= 1 ? "probabilities" : high <= 0 ? "logits" : null;
  return {
    ...describeValue(output),
    kind,
    embedding: findEmbedding(view, output.name),
    maps: findMapLayer(view, output.name),
  };
}

export function describeOnnx(model: OnnxModel): ModelDescription {
  const { irVersion, producerName, producerVersion, opsetImport, graph } = model;
  const counts = new Map<string, number>();
  for (const nodes of nodeListsOf(model)) {
    for (const { domain, opType } of nodes) {
      const name = domain === "" || domain === "ai.onnx" ? opType : `${domain}.${opType}`;
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
  }
  // Old files list weights among the inputs.
  const weights = new Set(graph?.initializer.map(({ name }) => name));
  const inputs = (graph?.input ?? []).filter(({ name }) => !weights.has(name)).map(describeValue);
  const view = viewGraph(graph);
  return {
    irVersion,
    producer: [producerName, producerVersion].filter(Boolean).join(" "),
    opsets: opsetImport.map(({ domain, version }) => ({ domain: domain || "ai.onnx", version })),
    nodes: [...counts.values()].reduce((sum, count) => sum + count, 0),
    operators: [...counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    inputs,
    outputs: graph?.output.map((output) => describeOutput(view, output)) ?? [],
    preparation: findPreparation(view, inputs[0]?.name ?? ""),
    makes: (name) => view.makerOf(name) !== undefined,
  };
}
