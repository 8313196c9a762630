import type { OnnxModel, OnnxNode, OnnxValue } from "./onnxSchema.ts";
import { nodeListsOf } from "./walkOnnx.ts";

/** A tensor that goes in or comes out. A size that is free is its name, or "?". */
export interface ModelValue {
  name: string;
  type: string;
  /** Undefined where the file does not say. */
  shape: (number | string)[] | undefined;
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
  outputs: ModelValue[];
  /** The first output is the result of a Softmax, or of one that was only reshaped since. */
  endsInSoftmax: boolean;
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

const passesOn = new Set(["Identity", "Cast", "Reshape", "Flatten", "Squeeze", "DequantizeLinear"]);

function endsInSoftmax(nodes: readonly OnnxNode[], output: string): boolean {
  const makers = new Map(nodes.flatMap((node) => node.output.map((name) => [name, node] as const)));
  let maker = makers.get(output);
  // Bounded, because a file may go in a circle here and is still to be described.
  for (let steps = 0; maker && passesOn.has(maker.opType) && steps < nodes.length; steps++) {
    maker = makers.get(maker.input[0] ?? "");
  }
  return maker?.opType === "Softmax";
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
  const outputs = graph?.output.map(describeValue) ?? [];
  return {
    irVersion,
    producer: [producerName, producerVersion].filter(Boolean).join(" "),
    opsets: opsetImport.map(({ domain, version }) => ({ domain: domain || "ai.onnx", version })),
    nodes: [...counts.values()].reduce((sum, count) => sum + count, 0),
    operators: [...counts]
      .map(([name, count]) => ({ name, count }))
      .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1)),
    inputs: (graph?.input ?? []).filter(({ name }) => !weights.has(name)).map(describeValue),
    outputs,
    endsInSoftmax: endsInSoftmax(graph?.node ?? [], outputs[0]?.name ?? ""),
  };
}
