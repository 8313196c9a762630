import type { EvaluationInput } from "../../core/evaluation/evaluationRecord.ts";
import { describeReading } from "../../files/fileReading.ts";
import { note } from "./output.ts";

/** Says on stderr, a line per file, what was read of it and as what. */
export function noteReadings(inputs: readonly Pick<EvaluationInput, "file" | "reading">[]): void {
  for (const { file, reading } of inputs) if (reading) note(`  ${describeReading({ file, ...reading })}`);
}
