import { createHash } from "node:crypto";
import { basename } from "node:path";
import type { EvaluationInput, InputReading } from "../../core/evaluation/evaluationRecord.ts";
import { readFileChunks } from "../../files/predictions/readFileChunks.ts";

/** Identifies a file's content. */
export type FileContent = Pick<EvaluationInput, "sha256" | "bytes">;

/** With what was read from it. */
export type DescribedFile = FileContent & Pick<EvaluationInput, "reading">;

/** Follows a file's bytes as they are read. */
export function followContent(): { add: (bytes: Uint8Array) => void; finish: () => FileContent } {
  const hash = createHash("sha256");
  let length = 0;
  return {
    add: (bytes) => {
      hash.update(bytes);
      length += bytes.length;
    },
    finish: () => ({ sha256: hash.digest("hex"), bytes: length }),
  };
}

export async function describeFile(file: string): Promise<FileContent> {
  const content = followContent();
  for await (const chunk of readFileChunks(file)) content.add(chunk);
  return content.finish();
}

/**
 * The files that a result rests on, each with its SHA-256.
 * @param known files whose content is already known
 */
export async function describeInputs(
  files: readonly { role: EvaluationInput["role"]; file: string; reading?: InputReading | undefined }[],
  known: ReadonlyMap<string, DescribedFile>,
): Promise<EvaluationInput[]> {
  const inputs: EvaluationInput[] = [];
  for (const { role, file, reading } of files) {
    // A file may have two roles: the list of images may also hold the labels, say.
    const {
      sha256,
      bytes,
      reading: predicted,
    } = known.get(file) ?? ((await describeFile(file)) as DescribedFile);
    const said = role === "predictions" ? predicted : reading;
    inputs.push({ role, file: basename(file), sha256, bytes, ...(said && { reading: said }) });
  }
  return inputs;
}
