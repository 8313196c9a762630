import { expect, test } from "vitest";
import { card as embedded, modelFile } from "../testing/embeddedModel.ts";
import { attribute, makeModel, node, type Part, value } from "../testing/makeOnnx.ts";
import { describeOnnx } from "./describeOnnx.ts";
import { inspectModel } from "./inspectModel.ts";
import { readOnnx, sourceOf } from "./readOnnx.ts";

const find = (nodes: Part[], weights: Record<string, number[]>) => {
  const initializer = Object.entries(weights).map(([name, dims]) => ({ name, dims, dataType: 1 }));
  const input = [value("image", 1, ["N", 3, 8, 8])];
  const model = makeModel({
    node: [node("Flatten", ["x"], ["f"]), ...nodes],
    initializer,
    input,
    output: [value("out", 1, ["N", 10])],
  });
  return describeOnnx(readOnnx(sourceOf(model))).outputs[0]!.embedding;
};

test("the embedding is what goes into the linear layer at the end", async () => {
  expect((await inspectModel(modelFile)).outputs[0]!.embedding).toEqual(embedded.embedding);
  const turned = { attribute: [attribute("transB", 2, { i: 1 })] };
  expect(find([node("Gemm", ["f", "w", "b"], ["out"], turned)], { w: [10, 64], b: [10] })).toEqual({
    output: "f",
    size: 64,
  });
  const parts = [
    node("MatMul", ["f", "w"], ["product"]),
    node("Add", ["b", "product"], ["sum"]),
    node("Softmax", ["sum"], ["out"]),
  ];
  expect(find(parts, { w: [64, 10], b: [10] })).toEqual({ output: "f", size: 64 });
  const computed = [node("Transpose", ["w"], ["wT"]), node("MatMul", ["f", "wT"], ["out"])];
  expect(find(computed, { w: [10, 64] })).toEqual({ output: "f", size: 64 });
});

test("no embedding is made up where the last layer is another one", () => {
  expect(find([node("Conv", ["f", "w"], ["out"])], { w: [10, 64, 1, 1] })).toBeNull();
  expect(find([node("MatMul", ["f", "g"], ["out"])], {})).toBeNull();
  expect(find([node("Gemm", ["f", "w"], ["out"], { domain: "own" })], { w: [64, 10] })).toBeNull();
  expect(find([node("Gemm", ["image", "w"], ["out"])], { w: [64, 10] })).toBeNull();
  expect(find([node("Softmax", ["out"], ["out"])], {})).toBeNull();
});
