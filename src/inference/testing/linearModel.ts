import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { averageCard, averageSize } from "./averageCard.ts";
import { floats, makeModel, node, value } from "./makeOnnx.ts";

/**
 * A tiny model whose embedding is the average of each colour, and its card: scores of as many classes as there are rows
 * of weights come from a linear layer.
 *
 * @param weights for red, green and blue, by class
 */
export async function writeLinearModel(
  folder: string,
  weights: readonly (readonly [number, number, number])[],
  labelSpace: string,
): Promise<{ card: ModelCard; modelFile: string }> {
  const columns = [0, 1, 2].flatMap((colour) => weights.map((ofClass) => ofClass[colour]!));
  const { width, height } = averageSize;
  const bytes = makeModel({
    node: [
      node("GlobalAveragePool", ["image"], ["average"]),
      node("Flatten", ["average"], ["colours"]),
      node("MatMul", ["colours", "weights"], ["scores"]),
    ],
    initializer: [floats("weights", columns, [3, weights.length])],
    input: [value("image", 1, ["N", 3, height, width])],
    output: [value("scores", 1, ["N", weights.length])],
  });
  const modelFile = join(folder, "linear.onnx");
  await writeFile(modelFile, bytes);
  const card: ModelCard = {
    ...averageCard,
    name: "linear",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    labelSpace,
    output: { name: "scores", kind: "logits", classes: weights.length, offset: 0 },
  };
  return { card, modelFile };
}
