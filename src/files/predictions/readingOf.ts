import type { FileReading } from "../fileReading.ts";
import { plainText } from "../text/plainText.ts";
import type { PredictionColumns } from "./predictionColumns.ts";

/** Many numbered columns in short: `prob_0 ... prob_4`. */
const span = (names: readonly string[]) =>
  names.length > 1 ? `${names[0]} ... ${names.at(-1)}` : (names[0] ?? "");

/** What a file's columns are read as. */
export function readingOf(file: string, format: string, columns: PredictionColumns): FileReading {
  const { image, label, isIndex, score, rank, labels, scores, ignored, unknown } = columns;
  const what = isIndex ? "label index" : "label";
  return {
    file,
    format,
    used: [
      { name: image, as: "image" },
      { name: label, as: what },
      { name: score, as: "score" },
      { name: rank, as: "rank" },
      { name: labels.length > 0 ? span(labels) : undefined, as: `${what} by rank` },
      {
        name: scores.length > 0 ? span(scores) : undefined,
        as: labels.length > 0 ? "score by rank" : `score of ${scores.length} labels`,
      },
    ].flatMap(({ name, as }) => (name === undefined ? [] : [{ name: plainText(name), as }])),
    unused: [...ignored, ...unknown].map((name) => plainText(name) || "(no name)"),
    notes: [],
  };
}
