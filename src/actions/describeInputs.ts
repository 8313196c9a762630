import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { EvaluationInput } from "../core/evaluation.ts";
import { readFileChunks } from "../files/predictions/readFileChunks.ts";

/** The files that a result rests on, each with its SHA-256. */
export async function describeInputs(
  files: readonly { role: EvaluationInput["role"]; file: string }[],
): Promise<EvaluationInput[]> {
  const inputs: EvaluationInput[] = [];
  for (const { role, file } of files) {
    const hash = createHash("sha256");
    let bytes = 0;
    for await (const chunk of readFileChunks(file)) {
      hash.update(chunk);
      bytes += chunk.length;
    }
    inputs.push({ role, file: basename(file), sha256: hash.digest("hex"), bytes });
  }
  return inputs;
}
