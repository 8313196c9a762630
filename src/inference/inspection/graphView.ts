import { numbersOf, numbersOfConstant } from "./onnxNumbers.ts";
import type { OnnxGraph, OnnxNode, OnnxTensor } from "./onnxSchema.ts";

/** A graph as one asks it: what makes a value, what uses it, and the numbers of a small constant. */
export interface GraphView {
  makerOf(name: string): OnnxNode | undefined;
  usersOf(name: string): readonly OnnxNode[];
  /** Undefined where it is computed, or large. */
  numbers(name: string): readonly number[] | undefined;
  /** A stated tensor's sizes. */
  sizes(name: string): readonly number[] | undefined;
}

const standardDomains = new Set(["", "ai.onnx", "com.microsoft"]);

/** What an operator is called; undefined where it is not one that the standard or the runtime defines. */
export const operatorOf = ({ domain, opType }: OnnxNode): string | undefined =>
  standardDomains.has(domain) ? opType : undefined;

export function viewGraph(graph: OnnxGraph | undefined): GraphView {
  const makers = new Map<string, OnnxNode>();
  const users = new Map<string, OnnxNode[]>();
  const tensors = new Map<string, OnnxTensor>();
  for (const tensor of graph?.initializer ?? []) tensors.set(tensor.name, tensor);
  for (const node of graph?.node ?? []) {
    for (const name of node.output) makers.set(name, node);
    for (const name of new Set(node.input)) {
      const known = users.get(name);
      if (known) known.push(node);
      else users.set(name, [node]);
    }
  }
  const stated = (name: string) => {
    const tensor = tensors.get(name);
    return tensor && numbersOf(tensor);
  };
  const numbers = (name: string): readonly number[] | undefined => {
    const maker = makers.get(name);
    const operator = maker && operatorOf(maker);
    if (operator === "Constant") return numbersOfConstant(maker!.attribute);
    // Exporters put an Identity behind constants that are used twice.
    return stated((operator === "Identity" && maker?.input[0]) || name);
  };
  return {
    makerOf: (name) => makers.get(name),
    usersOf: (name) => users.get(name) ?? [],
    numbers,
    sizes: (name) => tensors.get(name)?.dims,
  };
}
