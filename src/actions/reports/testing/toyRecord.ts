import { toyEvaluation } from "../../../charts/testing/toyEvaluation.ts";
import type { EvaluationRecord } from "../../../core/evaluation/evaluationRecord.ts";

const reading = {
  format: "a table",
  used: [
    { name: "file_name", as: "image" },
    { name: "label", as: "label" },
  ],
  unused: ["width"],
  notes: ["labels with a probability above 0.5"],
};

/** The toy evaluation with what makes it citable. */
export function toyRecord(toy: Parameters<typeof toyEvaluation>[0]): EvaluationRecord {
  return {
    program: "multilabelfy 0.0.0",
    at: "2026-01-02T03:04:05.000Z",
    command:
      "multilabelfy evaluate --labels labels.json --images images.csv --predictions a.npy --out report",
    seed: 1,
    inputs: [
      { role: "labels", file: "labels.csv", sha256: "a".repeat(64), bytes: 12_345, reading },
      { role: "images", file: "images.csv", sha256: "b".repeat(64), bytes: 678 },
    ],
    labelSource: { kind: "file", format: "multilabelfy-json" },
    evaluation: toyEvaluation(toy),
    metrics: null,
    comparison: null,
    reasons: {},
    implausible: [],
  };
}
