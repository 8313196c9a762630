import type { OnnxModel, OnnxNode } from "./onnxSchema.ts";
import { graphsIn } from "./walkOnnx.ts";

const keyOf = (domain: string, name: string) => `${domain}:${name}`;

/**
 * How many nodes a model has once every call of its own functions is written out, which the runtime does on loading:
 * thirty functions that call each other twice are a billion nodes.
 *
 * @param enough counting may end above it
 * @returns "endless" where a function calls itself, directly or not
 */
export function countSteps({ graph, functions }: OnnxModel, enough: number): number | "endless" {
  const bodies = new Map(functions.map(({ domain, name, node }) => [keyOf(domain, name), node]));
  const counted = new Map<string, number>();
  const open = new Set<string>();
  let isEndless = false;

  function countFunction(key: string): number {
    const body = bodies.get(key);
    if (!body) return 0;
    // A chain of calls is as deep as there are functions; some thousands would overflow the stack.
    if (open.has(key) || open.size > 500) isEndless = true;
    if (isEndless) return 0;
    const known = counted.get(key);
    if (known !== undefined) return known;
    open.add(key);
    const steps = countNodes(body);
    open.delete(key);
    counted.set(key, steps);
    return steps;
  }

  function countNodes(nodes: readonly OnnxNode[]): number {
    let steps = 0;
    for (const node of nodes) {
      steps += 1 + countFunction(keyOf(node.domain, node.opType));
      for (const inner of graphsIn(node)) steps += countNodes(inner.node);
      if (isEndless || steps > enough) break;
    }
    return steps;
  }

  const steps = countNodes(graph?.node ?? []);
  for (const key of bodies.keys()) countFunction(key);
  return isEndless ? "endless" : steps;
}
