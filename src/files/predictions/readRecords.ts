import type { ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import { badRow, listed, quoted } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { imageOfRecord, isList } from "./imageOfRecord.ts";
import { joinLongRows, type LongRow } from "./joinLongRows.ts";
import type { PredictedImage } from "./predictedImage.ts";
import {
  explainTwoNumbers,
  type PredictionColumns,
  predictionColumns,
  usualNames,
} from "./predictionColumns.ts";
import { readingOf } from "./readingOf.ts";
import { checkLengths, readLabels, readNumbers } from "./readLists.ts";

/** One record of a JSON or Parquet file, by field. */
export interface RecordRow {
  row: number;
  record: Record<string, unknown>;
  /** The image, if the record does not name it. */
  name?: string | undefined;
}

const isMissing = (value: unknown) => value === null || value === undefined;
const isNumeric = (value: unknown) => typeof value === "number" || typeof value === "bigint";
const asList = (value: unknown): unknown[] =>
  isList(value) ? Array.from(value as ArrayLike<unknown>) : [value];

/**
 * Reads what records say about images. A record holds everything about an image (lists of labels, scores or both), or
 * one of its labels: an image's records must follow each other.
 *
 * @param reading gets the fields that are read
 * @param onUnit called with the unit that the score field's name states
 */
export async function* readRecords(
  records: AsyncIterable<RecordRow>,
  reading: FileReading,
  onUnit: (unit: ScoreUnit | undefined) => void,
): AsyncGenerator<PredictedImage> {
  const { file } = reading;
  const known = new Map<string, PredictionColumns>();
  let waiting: LongRow[] = [];
  const flush = async function* () {
    const rows = waiting;
    waiting = [];
    if (rows.length > 0) yield* joinLongRows(toAsync(rows), file);
  };
  const doubtful = new DoubtfulFields();
  for await (const { row, record, name } of records) {
    const columns = columnsOf(record, known, reading, onUnit);
    const image = imageOfRecord(record, columns.image, name, file, row);
    const { label, score, rank, isIndex } = columns;
    const wrongLabel = explainTwoNumbers(columns, record);
    if (wrongLabel !== undefined) throw badRow(file, row, wrongLabel);
    if (label !== undefined && !isList(record[label])) {
      doubtful.add(record, columns);
      if (waiting.length > 0 && waiting[0]!.image !== image) yield* flush();
      const labels = readLabels(record[label], isIndex, file, row)!;
      const scores = score === undefined ? null : readNumbers(record[score], file, row);
      const ranks = rank === undefined ? null : readNumbers(record[rank], file, row);
      checkLengths({ row, image, labels, scores }, file);
      waiting.push({ row, image, label: labels[0]!, score: scores?.[0] ?? null, rank: ranks?.[0] ?? null });
      continue;
    }
    yield* flush();
    if (label !== undefined) doubtful.add(record, columns);
    yield readWhole(record, columns, image, file, row);
  }
  yield* flush();
  const field = doubtful.find();
  if (field !== undefined) {
    throw badRow(
      file,
      1,
      `the field ${quoted(field)} holds numbers that are not understood. If it is the score or the rank, call it so (${usualNames.score}); else take it out.`,
    );
  }
}

function readWhole(
  record: Record<string, unknown>,
  { label, score, rank, isIndex }: PredictionColumns,
  image: string,
  file: string,
  row: number,
): PredictedImage {
  const labels = label === undefined ? null : readLabels(record[label], isIndex, file, row);
  const scores = score === undefined ? null : readNumbers(record[score], file, row);
  const read = checkLengths({ row, image, labels, scores }, file);
  if (rank === undefined || !labels) return read;
  const ranks = readNumbers(record[rank], file, row) ?? [];
  if (ranks.length !== labels.length) {
    throw badRow(file, row, `it has ${labels.length} labels and ${ranks.length} ranks.`);
  }
  // Lists already have an order, which must agree with the ranks.
  if (ranks.every((value, at) => value === ranks[0]! + at && ranks[0]! >= 0 && ranks[0]! <= 1)) return read;
  throw badRow(
    file,
    row,
    `its ranks are ${listed(ranks.map(String), 5)}, which is not the order of its labels.`,
  );
}

async function* toAsync<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  yield* items;
}

function columnsOf(
  record: Record<string, unknown>,
  known: Map<string, PredictionColumns>,
  reading: FileReading,
  onUnit: (unit: ScoreUnit | undefined) => void,
): PredictionColumns {
  const fields = Object.keys(record).filter((key) => !isMissing(record[key]));
  const key = JSON.stringify(fields);
  const found = known.get(key);
  if (found) return found;
  const columns = predictionColumns(fields, reading.file);
  if (known.size === 0) {
    Object.assign(reading, readingOf(reading.file, reading.format, columns));
    onUnit(columns.unit);
  }
  if (known.size < 1000) known.set(key, columns);
  return columns;
}

/**
 * Finds fields that are not understood and hold a number in every record, or as many as it has labels, if nothing else
 * gives the order.
 */
class DoubtfulFields {
  private fields: Set<string> | undefined;

  add(record: Record<string, unknown>, { unknown, label, score, rank }: PredictionColumns): void {
    const labels = asList(record[label!]);
    const isOrder = (value: unknown) => {
      const list = asList(value);
      return list.length === labels.length && list.length > 0 && list.every(isNumeric);
    };
    const numbers =
      score === undefined && rank === undefined ? unknown.filter((name) => isOrder(record[name])) : [];
    this.fields = new Set(this.fields ? numbers.filter((name) => this.fields!.has(name)) : numbers);
  }

  find(): string | undefined {
    const [field] = this.fields ?? [];
    return field;
  }
}
