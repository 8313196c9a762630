import { countSteps } from "./countSteps.ts";
import { findCycle } from "./findCycle.ts";
import type { OnnxModel } from "./onnxSchema.ts";
import { graphsOf, nodeListsOf, sparseSizesOf, tensorsOf } from "./walkOnnx.ts";

/** Operators that the runtime brings along. Others would be code from elsewhere. */
const knownDomains = new Set(["", "ai.onnx", "ai.onnx.ml", "com.microsoft"]);
const maxElements = 2 ** 31;
/** A sparse tensor is written out on loading, whatever its file's size. */
const maxSparse = 2 ** 26;
const damaged = "The file is damaged or was made to do harm: get it again from its source";
/** Steps after every function is written out; the largest image classifiers have some ten thousand. */
const maxSteps = 1_000_000;

function findExternal(model: OnnxModel): string | undefined {
  for (const { externalData, dataLocation } of tensorsOf(model)) {
    if (externalData.length > 0 || dataLocation === 1)
      return "keeps weights in other files, which is refused. Save it as a single ONNX file";
  }
  return undefined;
}

function findForeignOperator(model: OnnxModel): string | undefined {
  const own = new Set(model.functions.map(({ domain, name }) => `${domain}:${name}`));
  for (const nodes of nodeListsOf(model)) {
    for (const { domain, opType } of nodes) {
      if (!knownDomains.has(domain) && !own.has(`${domain}:${opType}`))
        return (
          `uses the operator ${opType} of “${domain}”, which the runtime does not have. ` +
          "Export the model with standard operators only"
        );
    }
  }
  return undefined;
}

/** @param dims sizes that the file states; -1 stands for a free one where that `mayBeFree` */
function isAbsurd(dims: readonly number[], mayBeFree: boolean): boolean {
  const sizes = dims.filter((size) => !(mayBeFree && size === -1));
  return sizes.some((size) => size < 0) || sizes.reduce((product, size) => product * size, 1) > maxElements;
}

function findAbsurdShape(model: OnnxModel): string | undefined {
  const tell = (name: string, dims: readonly number[]) =>
    `has a tensor “${name}” of the shape [${dims.join(", ")}], which is negative or has more than 2^31 elements. ` +
    damaged;
  for (const { name, dims } of tensorsOf(model)) if (isAbsurd(dims, false)) return tell(name, dims);
  for (const dims of sparseSizesOf(model)) if (isAbsurd(dims, false)) return tell("sparse", dims);
  for (const { input, output, valueInfo } of graphsOf(model)) {
    for (const { name, type } of [...input, ...output, ...valueInfo]) {
      const dims = (type?.tensorType?.shape?.dim ?? []).flatMap(({ dimValue }) => dimValue ?? []);
      if (isAbsurd(dims, true)) return tell(name, dims);
    }
  }
  return undefined;
}

/** Weights are stated in full, at least a half byte each, and so cannot be more than twice the file's bytes. */
function findMoreThanHeld(model: OnnxModel, bytes: number): string | undefined {
  let elements = 0;
  for (const { dims } of tensorsOf(model)) elements += dims.reduce((product, size) => product * size, 1);
  for (const dims of sparseSizesOf(model)) {
    const size = dims.reduce((product, one) => product * one, 1);
    if (size > maxSparse)
      return `has a sparse tensor of ${size.toLocaleString("en")} elements, and at most ${maxSparse.toLocaleString("en")} are read. ${damaged}`;
  }
  if (elements <= bytes * 2) return undefined;
  return (
    `states ${elements.toLocaleString("en")} numbers as weights, and its ${bytes.toLocaleString("en")} bytes cannot ` +
    `hold them. ${damaged}`
  );
}

function findEndlessWork(model: OnnxModel): string | undefined {
  for (const nodes of nodeListsOf(model)) {
    const node = findCycle(nodes);
    if (node)
      return (
        `goes in a circle at the node “${node.name || node.opType}”: it needs its own result. ` +
        "Export the model again"
      );
  }
  const steps = countSteps(model, maxSteps);
  if (steps === "endless") return "has a function that calls itself. Export the model again";
  if (steps > maxSteps)
    return `has more than ${maxSteps.toLocaleString("en")} steps, which is refused: no image classifier needs them`;
  return undefined;
}

/**
 * Whether an ONNX file may not be given to the runtime: it points at other files, whose content its SHA-256 would not
 * cover; it wants operators from elsewhere; its shapes would not fit into memory; it states more
 * weights than it holds; or it would never end.
 *
 * @param bytes of the file
 * @returns what the file does and what to do about it, to follow its name; undefined where nothing is wrong
 */
export function findDanger(model: OnnxModel, bytes: number): string | undefined {
  return (
    findExternal(model) ??
    findForeignOperator(model) ??
    findAbsurdShape(model) ??
    findMoreThanHeld(model, bytes) ??
    findEndlessWork(model)
  );
}
