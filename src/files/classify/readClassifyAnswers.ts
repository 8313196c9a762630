import { badFile } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { textExtension } from "../text/readText.ts";
import { type ClassifyAnswers, checkAnswers } from "./classifyAnswers.ts";
import { readClassifyCsv } from "./readClassifyCsv.ts";
import { readClassifyLines } from "./readClassifyLines.ts";

/** A file's answers to CLASSIFY, and which parts of the file they come from. */
export interface ReadClassifyAnswers extends Pick<ClassifyAnswers, "images"> {
  reading: FileReading;
}

/**
 * Reads who ticked which labels of an image, and which of them as the main object: JSON lines, or a table with a row
 * per ticked label. Either may be compressed (`.gz`).
 *
 * @throws Failure `bad-file` with the row, `not-found`
 * @see docs/file-formats.md
 */
export async function readClassifyAnswers(file: string): Promise<ReadClassifyAnswers> {
  const extension = textExtension(file);
  const isLines = [".jsonl", ".ndjson"].includes(extension);
  if (!isLines && ![".csv", ".tsv", ".txt"].includes(extension))
    throw badFile(file, "answers are read from JSON lines (.jsonl) or from a table (.csv). Write them so.");
  const { images, used, unused } = isLines ? await readClassifyLines(file) : await readClassifyCsv(file);
  checkAnswers(file, images);
  const format = isLines ? "an image with its answers per line" : "a row per ticked label";
  return { images, reading: { file, format, used, unused, notes: [] } };
}
