import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { ModelCard, ModelHead } from "../../contract/models/modelCard.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { averageCard, averageSize } from "./averageCard.ts";
import { floats, makeModel, node, value } from "./makeOnnx.ts";

/** Numbers of a vector. */
export const towerSize = 5;

/** Weights from the average colours to a vector, [3, size], drawn by a seed. */
export function towerWeights(seed = 7): number[] {
  const random = seededRandom(seed);
  return Array.from({ length: 3 * towerSize }, () => Math.fround(random() * 2 - 1));
}

/** A tiny image tower: the averages of the three colours, times weights drawn by a seed. Its card lies beside it. */
export async function writeImageTower(
  folder: string,
  head: Pick<ModelHead, "scores" | "scale" | "bias">,
): Promise<{ card: ModelCard; modelFile: string }> {
  const { width, height } = averageSize;
  const bytes = makeModel({
    node: [
      node("GlobalAveragePool", ["image"], ["average"]),
      node("Flatten", ["average"], ["colours"]),
      node("MatMul", ["colours", "weights"], ["vector"]),
    ],
    initializer: [floats("weights", towerWeights(), [3, towerSize])],
    input: [value("image", 1, ["N", 3, height, width])],
    output: [value("vector", 1, ["N", towerSize])],
  });
  const modelFile = join(folder, "tower.onnx");
  await writeFile(modelFile, bytes);
  const card: ModelCard = {
    ...averageCard,
    name: "tower",
    file: "tower.onnx",
    sha256: createHash("sha256").update(bytes).digest("hex"),
    labelSpace: "any",
    output: { name: "vector", kind: "vector", classes: towerSize, offset: 0 },
    head: { kind: "image-text", ...head },
  };
  await writeFile(join(folder, "tower.json"), JSON.stringify(card));
  return { card, modelFile };
}
