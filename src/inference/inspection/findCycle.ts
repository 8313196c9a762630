import type { OnnxGraph, OnnxNode } from "./onnxSchema.ts";
import { graphsIn } from "./walkOnnx.ts";

/** The names that a graph takes from the graph around it. */
function freeNames({ node, input, initializer, output }: OnnxGraph): string[] {
  const own = new Set([
    ...input.map(({ name }) => name),
    ...initializer.map(({ name }) => name),
    ...node.flatMap((inner) => inner.output),
  ]);
  return [...node.flatMap(namesNeeded), ...output.map(({ name }) => name)].filter((name) => !own.has(name));
}

function namesNeeded(node: OnnxNode): string[] {
  return [...node.input, ...graphsIn(node).flatMap(freeNames)];
}

/**
 * A node that cannot run, because what it needs comes, directly or not, from itself. Nodes may stand in any order.
 * Kahn's algorithm: what can run is taken away until nothing can. Linear in nodes and names.
 */
export function findCycle(nodes: readonly OnnxNode[]): OnnxNode | undefined {
  const maker = new Map<string, number>();
  nodes.forEach(({ output }, at) => {
    for (const name of output) if (name !== "") maker.set(name, at);
  });
  const dependants = nodes.map((): number[] => []);
  const missing = nodes.map((node, at) => {
    const makers = new Set(namesNeeded(node).flatMap((name) => maker.get(name) ?? []));
    for (const needed of makers) dependants[needed]!.push(at);
    return makers.size;
  });
  const ready = nodes.flatMap((_, at) => (missing[at] === 0 ? [at] : []));
  for (let at = ready.pop(); at !== undefined; at = ready.pop()) {
    for (const dependant of dependants[at]!) if (--missing[dependant]! === 0) ready.push(dependant);
  }
  return nodes.find((_, at) => missing[at]! > 0);
}
