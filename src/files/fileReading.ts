import { basename } from "node:path";
import type { InputReading } from "../core/evaluation/evaluationRecord.ts";

/** What was read from one file: shown beside every result, so that nobody has to guess what it rests on. */
export interface FileReading extends InputReading {
  /** Its path as given. */
  file: string;
}

/** On one line: "a.csv: csv; filename = image, prob = score (probabilities); not read: time; 2 images left out". */
export const describeReading = ({ file, ...reading }: FileReading): string =>
  `${basename(file)}: ${describeContent(reading)}`;

/** The same without the file's name. A column whose name is what it is read as is named once. */
export function describeContent({ format, used, unused, notes }: InputReading): string {
  const parts = used.map(
    ({ name, as, unit }) =>
      `${name === as ? name : `${name} = ${as}`}${unit === undefined ? "" : ` (${unit})`}`,
  );
  return [
    format,
    ...(parts.length > 0 ? [parts.join(", ")] : []),
    ...(unused.length > 0 ? [`not read: ${unused.join(", ")}`] : []),
    ...notes,
  ].join("; ");
}
