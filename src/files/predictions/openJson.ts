import type { ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import { badRow, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { parseJson } from "../text/parseJson.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { hashFile } from "./hashFile.ts";
import type { PredictionFile } from "./predictedImage.ts";
import { predictionColumns } from "./predictionColumns.ts";
import { readFileChunks } from "./readFileChunks.ts";
import { type RecordRow, readRecords } from "./readRecords.ts";
import { type JsonPart, splitJson } from "./splitJson.ts";

/**
 * Opens predictions as JSON, a record per image: a list of records, an object from image to record, or JSON lines
 * (.jsonl). A record is `{"image": "a.jpg", "labels": [356, 359], "scores": [0.7, 0.2]}`, or the original
 * Multilabelfy's `{"image_name": "a.jpg", "ground_truth": 356, "softmax_val": [0.01, ...]}` with a score for every
 * label, or what timm's inference.py writes as JSON. In an object, a list of `{"label": ..., "score": ...}` gives an
 * image's labels, as Hugging Face's pipelines write them; a bare list of fractions gives the scores of all labels; a
 * bare list of whole numbers or text could also be labels, and is refused.
 */
export function openJson(file: string): PredictionFile {
  const isLines = /\.(jsonl|ndjson)$/i.test(file);
  const format = isLines ? "json lines" : "json";
  const reading: FileReading = { file, format, used: [], unused: [], notes: [] };
  let unit: ScoreUnit | undefined;
  return {
    format,
    hash: () => hashFile(file),
    reading,
    unit: () => unit,
    rows: () =>
      readRecords(
        toRecords(isLines ? readLines(file) : splitJson(readFileChunks(file), file), file),
        reading,
        (found) => {
          unit = found;
        },
      ),
  };
}

async function* toRecords(parts: AsyncIterable<JsonPart>, file: string): AsyncGenerator<RecordRow> {
  let row = 0;
  for await (const { key, value } of parts) {
    row++;
    if (key !== undefined && Array.isArray(value)) {
      yield { row, record: listRecord(value, key, file, row), name: key };
      continue;
    }
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      throw badRow(
        file,
        row,
        key === undefined
          ? 'it is no record of an image, such as {"image": "a.jpg", "labels": [3], "scores": [0.9]}.'
          : `${quoted(key)} is followed by no record of an image, such as {"labels": [3], "scores": [0.9]}. If every line is a record of its own, call the file .jsonl.`,
      );
    }
    yield { row, record: value as Record<string, unknown>, name: key };
  }
}

/** Makes a record of an image's list: the scores of all labels, or an object for each label, `{"label", "score"}`. */
function listRecord(list: unknown[], key: string, file: string, row: number): Record<string, unknown> {
  const isObject = (item: unknown): item is Record<string, unknown> =>
    typeof item === "object" && item !== null && !Array.isArray(item);
  if (list.length === 0 || !list.every(isObject)) return { scores: checkScores(list, file, row) };
  const fields = [...new Set(list.flatMap(Object.keys))];
  if (predictionColumns(fields, file).image !== undefined) {
    throw badRow(
      file,
      row,
      `the records stand under ${quoted(key)}. Write their list alone: [{...}, {...}].`,
    );
  }
  return Object.fromEntries(fields.map((field) => [field, list.map((item) => item[field])]));
}

/** One-hot rows and rounded scores are also whole numbers; labels occur once each, and not in thousands. */
function checkScores(list: unknown[], file: string, row: number): unknown[] {
  const isScores = list.some((item) => typeof item === "number" && !Number.isInteger(item));
  const repeats = new Set(list).size < list.length;
  if (isScores || (repeats && list.every((item) => typeof item === "number"))) return list;
  throw badRow(
    file,
    row,
    'a bare list could be labels or scores. Write {"labels": [...]} or {"scores": [...]} for each image.',
  );
}

async function* readLines(file: string): AsyncGenerator<JsonPart> {
  for await (const { row, line } of readTextLines(file)) {
    if (line.trim() !== "") yield { key: undefined, value: parseJson(line, `${file}, line ${row}`) };
  }
}
