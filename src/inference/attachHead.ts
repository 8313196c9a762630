import { Failure } from "../contract/failure.ts";
import type { ModelCard, ModelHead } from "../contract/models/modelCard.ts";
import type { ModelDescription } from "./inspection/describeOnnx.ts";
import { findBatch } from "./inspection/modelShape.ts";
import { encodeModel } from "./inspection/onnxSchema.ts";

/** Arithmetic of tensors of other shapes, as it is used here, came with this operator set. */
const oldestOpset = 7;
const prefix = "multilabelfy_head_";
const types = { float32: 1, float16: 10, float64: 11 } as const;
const int64 = 7;

interface LabelRows {
  /** [labels, size], each of length 1. */
  rows: Float32Array;
  labels: number;
}

/** What the scores of an image-text model are called. */
export const headOutput = `${prefix}scores`;

/**
 * What follows an image tower's bytes to make a classifier of them: the image's vector is scaled to length 1, multiplied
 * by those of the labels, and the cosines become logits, or probabilities by a sigmoid. To a protocol buffer's message
 * one may append parts: a reader puts them together.
 *
 * @throws Failure `bad-file` where the tower cannot be added to
 */
export function attachHead(
  tower: ModelDescription,
  { output, name }: Pick<ModelCard, "output" | "name">,
  { scores, scale, bias }: Pick<ModelHead, "scores" | "scale" | "bias">,
  { rows, labels }: LabelRows,
): Uint8Array {
  const opset = tower.opsets.find(({ domain }) => domain === "ai.onnx")?.version ?? 1;
  if (opset < oldestOpset) {
    throw new Failure(
      "bad-file",
      `The model ${name} is written in ONNX operator set ${opset}, and label vectors can be added from set ` +
        `${oldestOpset} on. Export it again with a newer one.`,
    );
  }
  if (tower.makes(headOutput)) {
    throw new Failure("bad-file", `The model ${name} has label vectors already. Take the image tower alone.`);
  }
  const size = output.classes;
  const columns = new Float32Array(rows.length);
  for (let label = 0; label < labels; label++) {
    for (let at = 0; at < size; at++) columns[at * labels + label] = rows[label * size + at]!;
  }
  const floats = (at: string, numbers: Float32Array, dims: number[]) => ({
    name: prefix + at,
    dataType: types.float32,
    dims,
    rawData: new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength),
  });
  const node = (opType: string, input: string[], made: string) => ({
    opType,
    input: input.map((at) => (at === output.name ? at : prefix + at)),
    output: [prefix + made],
  });
  const type = tower.outputs.find((one) => one.name === output.name)?.type;
  const isFloat32 = type === "float32";
  const steps = [
    ...(isFloat32
      ? []
      : [
          {
            ...node("Cast", [output.name], "float"),
            attribute: [{ name: "to", type: 2, i: types.float32 }],
          },
        ]),
    node("Reshape", [isFloat32 ? output.name : "float", "shape"], "vector"),
    node("Mul", ["vector", "vector"], "squares"),
    node("MatMul", ["squares", "ones"], "sum"),
    node("Sqrt", ["sum"], "length"),
    // Of a vector of zeros nothing is known: its cosines are no numbers, and the image is refused.
    node("Div", ["vector", "length"], "unit"),
    node("MatMul", ["unit", "labels"], "cosines"),
    node("Mul", ["cosines", "scale"], "scaled"),
    node("Add", ["scaled", "bias"], scores === "sigmoid" ? "logits" : "scores"),
    ...(scores === "sigmoid" ? [node("Sigmoid", ["logits"], "scores")] : []),
  ];
  const batch = findBatch(tower, output.name);
  const shape = {
    dim: [typeof batch === "number" ? { dimValue: batch } : { dimParam: "N" }, { dimValue: labels }],
  };
  return encodeModel({
    graph: {
      node: steps,
      initializer: [
        {
          name: `${prefix}shape`,
          dataType: int64,
          dims: [2],
          rawData: new Uint8Array(BigInt64Array.of(-1n, BigInt(size)).buffer),
        },
        floats("ones", new Float32Array(size).fill(1), [size, 1]),
        floats("labels", columns, [size, labels]),
        floats("scale", Float32Array.of(scale), [1]),
        floats("bias", Float32Array.of(bias), [1]),
      ],
      output: [{ name: headOutput, type: { tensorType: { elemType: types.float32, shape } } }],
    },
  });
}
