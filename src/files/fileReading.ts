import { basename } from "node:path";
import type { InputReading } from "../core/evaluation/evaluation.ts";

/** What a reader took from one file: shown beside every result, so that nobody has to guess what it rests on. */
export interface FileReading extends InputReading {
  /** Its path as it was given. */
  file: string;
}

/** On one line: "a.csv: csv; filename = image, prob = score (probabilities); not read: time; 2 images left out". */
export function describeReading({ file, format, used, unused, notes }: FileReading): string {
  const parts = used.map(({ name, as, unit }) => `${name} = ${as}${unit === undefined ? "" : ` (${unit})`}`);
  return `${basename(file)}: ${[
    format,
    ...(parts.length > 0 ? [parts.join(", ")] : []),
    ...(unused.length > 0 ? [`not read: ${unused.join(", ")}`] : []),
    ...notes,
  ].join("; ")}`;
}
