import { badFile, badRow, listed, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";
import { hashFile } from "./hashFile.ts";
import { joinLongRows, type LongRow } from "./joinLongRows.ts";
import { readPrintedArray } from "./numpy/readPrintedArray.ts";
import type { PredictedImage, PredictionFile } from "./predictedImage.ts";
import {
  explainTwoNumbers,
  type PredictionColumns,
  predictionColumns,
  usualNames,
} from "./predictionColumns.ts";
import { readingOf } from "./readingOf.ts";
import { readLabels, readNumbers } from "./readLists.ts";

/**
 * Opens predictions as CSV; the header says which kind:
 * - a row per label: an image, a label, and a score, a rank or both; with neither, best first;
 * - a row per image: label and score are each a single value, a printed list, or a column for each rank (`index_0`,
 *   `index_1` ...); `prob_0`, `prob_1` ... without labels are the scores of all labels;
 * - a row per image with a column of scores for each label, named after it.
 *
 * @throws Failure `bad-file` for a header that is none of these, or could be two of them
 */
export async function openCsv(file: string): Promise<PredictionFile> {
  const header = await readCsvHeader(file);
  const columns = predictionColumns(header, file);
  const { image, label, score, rank } = columns;
  if (image === undefined) {
    throw badFile(
      file,
      `the header names no image column but ${listed(header)}. It is called ${usualNames.image}.`,
    );
  }
  const isPerRank = columns.labels.length > 0 || columns.scores.length > 0;
  const isPerLabel = !isPerRank && label === undefined && score === undefined && columns.unknown.length > 1;
  if (!isPerRank && label === undefined && !isPerLabel) {
    throw badFile(
      file,
      `the header names no label column but ${listed(header)}. It is called ${usualNames.label}.`,
    );
  }
  if (isPerRank && (label !== undefined || score !== undefined || rank !== undefined)) {
    const single = [label, score, rank].filter((name) => name !== undefined);
    throw badFile(
      file,
      `it has columns for each rank (${listed([...columns.labels, ...columns.scores], 2)}), and ${listed(single.map(quoted))} beside them. Take out what is not the prediction.`,
    );
  }
  const format = isPerRank
    ? `csv with a column per ${columns.labels.length > 0 ? "rank" : "label"}`
    : isPerLabel
      ? "csv with a column per label"
      : "csv with a row per label";
  const reading = readingOf(
    file,
    format,
    isPerLabel ? { ...columns, scores: columns.unknown, unknown: [] } : columns,
  );
  return {
    format,
    hash: () => hashFile(file),
    reading,
    unit: () => columns.unit,
    rows: () =>
      isPerRank
        ? readRanked(file, image, columns)
        : isPerLabel
          ? readByLabel(file, image, columns.unknown)
          : joinLongRows(readLong(file, image, columns, reading.notes), file),
  };
}

async function* readRanked(
  file: string,
  imageColumn: string,
  columns: PredictionColumns,
): AsyncGenerator<PredictedImage> {
  const { labels: labelColumns, scores: scoreColumns, isIndex } = columns;
  if (labelColumns.length > 0 && scoreColumns.length > 0 && labelColumns.length !== scoreColumns.length) {
    throw badFile(
      file,
      `it has ${labelColumns.length} columns of labels and ${scoreColumns.length} of scores.`,
    );
  }
  const required = [imageColumn, ...labelColumns, ...scoreColumns];
  for await (const { row, cells } of readCsvRows(file, { required })) {
    const values = (names: string[]) => (names.length > 0 ? names.map((name) => cells[name]!) : null);
    // A ranking may be shorter than others.
    const held = values(labelColumns)?.findLastIndex((cell) => cell.trim() !== "");
    const cut = held === undefined ? undefined : held + 1;
    const score = labelColumns.find((name) => /^\s*[+-]?\d*\.\d+(?:e[+-]?\d+)?\s*$/i.test(cells[name]!));
    if (score !== undefined && scoreColumns.length === 0) {
      throw badRow(
        file,
        row,
        `the columns ${listed(labelColumns, 2)} are read as labels, the best first, and ${quoted(score)} holds ${quoted(plainText(cells[score]!))}. If they are the scores of all labels, call them prob_0, prob_1 ...`,
      );
    }
    yield {
      row,
      image: imageCell(cells[imageColumn], file, row),
      labels: readLabels(values(labelColumns)?.slice(0, cut), isIndex, file, row),
      scores: readNumbers(values(scoreColumns)?.slice(0, cut), file, row),
    };
  }
}

/** Columns are named after the labels. */
async function* readByLabel(
  file: string,
  imageColumn: string,
  names: readonly string[],
): AsyncGenerator<PredictedImage> {
  const labels = names.map(plainText);
  for await (const { row, cells } of readCsvRows(file, { required: [imageColumn, ...names] })) {
    const scores = names.map((name) => {
      const cell = cells[name]!;
      const [score] = /^\s*$/.test(cell) ? [] : readNumbersOf(cell, name, file, row);
      if (score !== undefined) return score;
      throw badRow(file, row, `the cell of ${quoted(name)} is empty.`);
    });
    yield { row, image: imageCell(cells[imageColumn], file, row), labels, scores };
  }
}

function readNumbersOf(cell: string, column: string, file: string, row: number): number[] {
  const number = Number(cell);
  if (!Number.isNaN(number) || /nan|inf/i.test(cell)) return readNumbers([cell], file, row)!;
  throw badFile(
    file,
    `the column ${quoted(column)} is not understood (row ${row}: ${quoted(cell)}). Predictions need an image, a label (${usualNames.label}) and a score, or a column of numbers for each label.`,
  );
}

function imageCell(cell: string | undefined, file: string, row: number): string {
  if (cell === undefined || cell.trim() === "") throw badRow(file, row, "the image has no name.");
  return imageName(cell);
}

/** A row per label; a printed list of labels counts as that many rows. */
async function* readLong(
  file: string,
  imageColumn: string,
  columns: PredictionColumns,
  notes: string[],
): AsyncGenerator<LongRow> {
  const { label: labelColumn, score: scoreColumn, rank: rankColumn, isIndex } = columns;
  const named = [imageColumn, labelColumn!, scoreColumn, rankColumn].filter((name) => name !== undefined);
  const isOrdered = scoreColumn === undefined && rankColumn === undefined;
  const watch = watchColumns(columns, isOrdered);
  const required = [...named, ...watch.names, ...(columns.beside === undefined ? [] : [columns.beside])];
  for await (const { row, cells } of readCsvRows(file, { required })) {
    watch.add(cells);
    const wrongLabel = explainTwoNumbers(columns, cells);
    if (wrongLabel !== undefined) throw badRow(file, row, wrongLabel);
    const image = imageCell(cells[imageColumn], file, row);
    const read = (cell: string) => readPrintedArray(cell) ?? [cell];
    const labels = readLabels(read(cells[labelColumn!]!), isIndex, file, row) ?? [];
    const numbers = (name: string | undefined) => {
      if (name === undefined) return null;
      const list = readNumbers(read(cells[name]!), file, row)!;
      if (list.length === labels.length) return list;
      throw badRow(
        file,
        row,
        `it has ${labels.length} labels and ${list.length} ${name === rankColumn ? "ranks" : "scores"}.`,
      );
    };
    const [scores, ranks] = [numbers(scoreColumn), numbers(rankColumn)];
    for (const [at, label] of labels.entries()) {
      yield { row, image, label, score: scores?.[at] ?? null, rank: ranks?.[at] ?? null };
    }
  }
  const wrong = watch.finish();
  if (wrong !== undefined) throw badFile(file, wrong);
  if (isOrdered && notes.length === 0)
    notes.push("no score and no rank: the rows of an image are read as the best first");
}

/**
 * Watches columns that may be something else: numbers that would decide the order if they were understood, and an index
 * that only counts the rows.
 */
function watchColumns({ unknown, label, isIndex, ignored }: PredictionColumns, isOrdered: boolean) {
  const candidates = isOrdered ? unknown : [];
  const numeric = new Set(candidates);
  const counted = isIndex && ignored.length > 0 ? label : undefined;
  let rows = 0;
  let start: number | undefined;
  let counts = true;
  return {
    names: candidates,
    add: (cells: Record<string, string>) => {
      for (const name of numeric) {
        const cell = plainText(cells[name]!);
        if (cell === "" || Number.isNaN(Number(cell.replace(/%$/, "")))) numeric.delete(name);
      }
      if (counted !== undefined) {
        start ??= Number(cells[counted]);
        counts &&= Number(cells[counted]) === start + rows;
      }
      rows++;
    },
    finish: (): string | undefined => {
      const [column] = numeric;
      if (column !== undefined && rows > 0) {
        return `the column ${quoted(column)} holds numbers that are not understood. If it is the score or the rank, call it so (${usualNames.score}); else take it out.`;
      }
      if (counted !== undefined && counts && rows > 10 && start !== undefined && start <= 1) {
        return `the column ${quoted(counted)} counts the rows, and ${quoted(ignored[0]!)} is there beside it. Take ${quoted(counted)} out if it is no label index.`;
      }
      return undefined;
    },
  };
}
