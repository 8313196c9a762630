import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { hashFile } from "./hashFile.ts";
import { badFile, badRow, type PredictedImage, type PredictionFile } from "./predictedImage.ts";
import { readFileChunks } from "./readFileChunks.ts";
import { type PredictionRecord, readRecord } from "./readLists.ts";
import { type JsonPart, splitJson } from "./splitJson.ts";

/**
 * Predictions as JSON, a record per image: a list of records, an object from image to record, or JSON lines (.jsonl).
 * A record is `{"image": "a.jpg", "labels": [356, 359], "scores": [0.7, 0.2]}`, or the original Multilabelfy's
 * `{"image_name": "a.jpg", "ground_truth": 356, "softmax_val": [0.01, ...]}` with a score for every label, or what
 * timm's inference.py writes as JSON. In an object, a bare list is the scores of all labels.
 */
export function openJson(file: string): PredictionFile {
  const isLines = /\.(jsonl|ndjson)$/i.test(file);
  return {
    format: isLines ? "json lines" : "json",
    hash: () => hashFile(file),
    rows: () => readRecords(isLines ? readLines(file) : splitJson(readFileChunks(file), file), file),
  };
}

async function* readRecords(parts: AsyncIterable<JsonPart>, file: string): AsyncGenerator<PredictedImage> {
  let row = 0;
  for await (const { key, value } of parts) {
    row++;
    const record = Array.isArray(value) ? { scores: value } : value;
    if (typeof record !== "object" || record === null) {
      throw badRow(
        file,
        row,
        'it is no record of an image, such as {"image": "a.jpg", "labels": [3], "scores": [0.9]}.',
      );
    }
    yield readRecord(record as PredictionRecord, file, row, key);
  }
}

async function* readLines(file: string): AsyncGenerator<JsonPart> {
  const input = createReadStream(file);
  let row = 0;
  try {
    // A file that cannot be opened ends readline without an error; the file was hashed before, so it is there.
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      row++;
      if (line.trim() === "") continue;
      try {
        yield { key: undefined, value: JSON.parse(line.replace(/^\ufeff/, "")) };
      } catch (error) {
        if (!(error instanceof SyntaxError)) throw error;
        throw badFile(file, `line ${row} is not JSON: ${error.message}.`);
      }
    }
  } finally {
    input.destroy();
  }
}
