import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { seededRandom } from "../core/seededRandom.ts";
import { decodeImage } from "../files/images/decodeImage.ts";
import type { MapLayer } from "./inspection/findMapLayer.ts";
import { describeHarmless } from "./inspection/inspectModel.ts";
import { sourceOf } from "./inspection/readOnnx.ts";
import { openSession } from "./openSession.ts";
import { preprocess } from "./preprocess.ts";
import { averageCard } from "./testing/averageCard.ts";
import { card as embedded, modelFile } from "./testing/embeddedModel.ts";
import { attribute, floats, makeModel, node, type Part, value } from "./testing/makeOnnx.ts";

const photos = join(import.meta.dirname, "../../samples/photos");

/** Runs a model on an image: its logits, and the means of its maps over all places. */
async function runWithMaps(
  bytes: Uint8Array,
  card: typeof embedded,
  maps: MapLayer,
  input: Float32Array<ArrayBuffer>,
): Promise<{ logits: number[]; means: number[]; places: number }> {
  const model = new Uint8Array(new SharedArrayBuffer(bytes.length));
  model.set(bytes);
  const run = await openSession(model, card, { batch: "free", maps });
  const [{ scores, mapped }] = (await run([input])) as [Awaited<ReturnType<typeof run>>[number]];
  const logits = Array.from(scores!);
  const places = mapped!.width * mapped!.height;
  const means = logits.map((_, label) => {
    let sum = 0;
    for (let place = 0; place < places; place++) sum += mapped!.logits[place * logits.length + label]!;
    return sum / places;
  });
  return { logits, means, places };
}

const layerOf = (bytes: Uint8Array, output: string) =>
  describeHarmless(sourceOf(bytes), "m.onnx").outputs.find(({ name }) => name === output)?.maps ?? null;

test("the embedded model's 7 x 7 maps have its logits as their means, bias and all", async () => {
  const bytes = await readFile(modelFile);
  const maps = layerOf(bytes, embedded.output.name);
  expect(maps).toMatchObject({ layout: "NCHW", linear: { weights: "classifier_weight", isTurned: true } });
  for (const name of ["clownfish.jpg", "espresso-on-red-saucer.jpg"]) {
    const decoded = await decodeImage(await readFile(join(photos, name)));
    const { logits, means, places } = await runWithMaps(
      bytes,
      embedded,
      maps!,
      preprocess(decoded.ok ? decoded.pixels : expect.unreachable(), embedded) as Float32Array<ArrayBuffer>,
    );
    expect(places).toBe(49);
    for (const [label, logit] of logits.entries()) expect(means[label]).toBeCloseTo(logit, 4);
  }
});

const random = seededRandom("maps");
const draw = (count: number) => Array.from({ length: count }, () => random() * 2 - 1);
const [weights, bias, kernel] = [draw(6), draw(2), draw(2 * 3)];
const perm = (...axes: number[]) => ({ attribute: [attribute("perm", 7, { ints: axes })] });
const axes = (...some: number[]) => ({
  attribute: [attribute("axes", 7, { ints: some }), attribute("keepdims", 2, { i: 0 })],
});
const ending: Record<string, Part[]> = {
  "a MatMul and a bias before it": [
    node("GlobalAveragePool", ["x"], ["p"]),
    node("Flatten", ["p"], ["f"]),
    node("MatMul", ["f", "w"], ["m"]),
    node("Add", ["b", "m"], ["y"]),
  ],
  "a mean over height and width, channels last, and a softmax": [
    node("Transpose", ["x"], ["t"], perm(0, 2, 3, 1)),
    node("ReduceMean", ["t"], ["f"], axes(1, -2)),
    node("Gemm", ["f", "w", "b"], ["y"]),
  ],
  "a convolution whose average is the scores": [
    node("Conv", ["x", "k"], ["c"]),
    node("ReduceMean", ["c"], ["y"], axes(2, 3)),
  ],
};
const modelOf = (nodes: Part[]) =>
  makeModel({
    node: nodes,
    initializer: [floats("w", weights, [3, 2]), floats("b", bias, [2]), floats("k", kernel, [2, 3, 1, 1])],
    input: [value("x", 1, ["N", 3, 4, 8])],
    output: [value("y", 1, ["N", 2])],
  });
const twoClasses = {
  ...averageCard,
  input: { ...averageCard.input, name: "x" },
  output: { name: "y", kind: "logits" as const, classes: 2, offset: 0 },
};

test.each(Object.entries(ending))("so have those of a model that ends in %s", async (_, nodes) => {
  const model = modelOf(nodes);
  const maps = layerOf(model, "y");
  expect(maps).not.toBeNull();
  const { logits, means, places } = await runWithMaps(
    model,
    twoClasses,
    maps!,
    Float32Array.from(draw(3 * 32)),
  );
  expect(places).toBe(32);
  for (const [label, logit] of logits.entries()) expect(means[label]).toBeCloseTo(logit, 5);
});

test.each<[string, Part[]]>([
  [
    "a hidden layer behind the average",
    [
      node("GlobalAveragePool", ["x"], ["p"]),
      node("Flatten", ["p"], ["f"]),
      node("Relu", ["f"], ["r"]),
      node("Gemm", ["r", "w", "b"], ["y"]),
    ],
  ],
  [
    "a maximum",
    [
      node("GlobalMaxPool", ["x"], ["p"]),
      node("Flatten", ["p"], ["f"]),
      node("Gemm", ["f", "w", "b"], ["y"]),
    ],
  ],
  ["a mean over one axis", [node("ReduceMean", ["x"], ["f"], axes(2)), node("Gemm", ["f", "w", "b"], ["y"])]],
  [
    "a scaled linear layer",
    [
      node("GlobalAveragePool", ["x"], ["p"]),
      node("Flatten", ["p"], ["f"]),
      node("Gemm", ["f", "w", "b"], ["y"], { attribute: [attribute("alpha", 1, { f: 2 })] }),
    ],
  ],
])("of %s there are none", (_, nodes) => {
  expect(layerOf(modelOf(nodes), "y")).toBeNull();
});
