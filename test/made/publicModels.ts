import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { evaluateFiles } from "../../src/actions/evaluation/evaluateFiles.ts";
import { labelsOfFile } from "../../src/actions/evaluation/referenceLabels.ts";
import { defaultEvaluationSettings } from "../../src/core/evaluation/evaluateModels.ts";
import { researchData } from "../researchData.ts";

const publicModels = join(researchData ?? "", "imagenetv2");

/** The 20 public models of the research data, evaluated by the published labels of ImageNetV2. */
export async function evaluatePublicModels({ replicates }: { replicates: number }) {
  const folder = join(publicModels, "predictions");
  const labelsFile = join(publicModels, "refined_labels.json");
  return evaluateFiles({
    files: {
      labels: labelsOfFile(labelsFile),
      labelsFile,
      images: join(publicModels, "images.csv"),
      predictions: (await readdir(folder)).map((file) => join(folder, file)),
      proposers: [],
      k: 20,
      scale: "auto",
    },
    metrics: null,
    against: null,
    settings: { ...defaultEvaluationSettings, replicates },
    command: "multilabelfy evaluate",
    at: new Date(0),
  });
}
