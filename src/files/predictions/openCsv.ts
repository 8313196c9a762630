import { readCsvHeader, readCsvRows } from "../readCsvRows.ts";
import { hashFile } from "./hashFile.ts";
import { joinLongRows, type LongRow } from "./joinLongRows.ts";
import { badFile, badRow, findColumn, type PredictedImage, type PredictionFile } from "./predictedImage.ts";
import { checkLengths, readLabels, readNumbers } from "./readLists.ts";
import { readPrintedArray } from "./readPrintedArray.ts";

/**
 * Predictions as CSV, told apart by the header:
 * - long: `image,label,score`, a row per label; without `score`, the best first;
 * - as timm's inference.py writes it, a row per image: `filename` with `label`, `index` and `prob` (or `logit`), each a
 *   single value, or a printed list, or a column for each rank (`index_0`, `index_1` ...). `prob_0`, `prob_1` ...
 *   without labels are the scores of all labels.
 *
 * @throws Failure `bad-file` for another header
 */
export async function openCsv(file: string): Promise<PredictionFile> {
  const header = await readCsvHeader(file);
  const image = findColumn(header, "image");
  if (image === undefined) {
    throw badFile(
      file,
      `the header names no image column but ${header.join(", ")}. Call it image (or filename).`,
    );
  }
  const ranked = {
    labels: ["index", "label"].map((name) => ranksOf(header, name)).find((names) => names.length > 0) ?? [],
    scores: ["prob", "logit", "score"].map((name) => ranksOf(header, name)).find((n) => n.length > 0) ?? [],
  };
  if (ranked.labels.length > 0 || ranked.scores.length > 0) {
    const rows = () => readRanked(file, image, ranked);
    return { format: "csv with a column per rank", hash: () => hashFile(file), rows };
  }
  const label = header.includes("index") ? "index" : findColumn(header, "labels");
  const score = findColumn(header, "scores");
  if (label === undefined) {
    throw badFile(
      file,
      `the header names no label column but ${header.join(", ")}. Call it label (or index).`,
    );
  }
  return {
    format: "csv with a row per label",
    hash: () => hashFile(file),
    rows: () => readLong(file, { image, label, score }),
  };
}

/** `name_0`, `name_1` ... as far as they go. */
function ranksOf(header: readonly string[], name: string): string[] {
  const ranks: string[] = [];
  while (header.includes(`${name}_${ranks.length}`)) ranks.push(`${name}_${ranks.length}`);
  return ranks;
}

async function* readRanked(
  file: string,
  imageColumn: string,
  columns: { labels: string[]; scores: string[] },
): AsyncGenerator<PredictedImage> {
  const required = [imageColumn, ...columns.labels, ...columns.scores];
  for await (const { row, cells } of readCsvRows(file, { required })) {
    const values = (names: string[]) => (names.length > 0 ? names.map((name) => cells[name]!) : null);
    const scores = readNumbers(values(columns.scores), file, row);
    const labels = readLabels(values(columns.labels), columns.labels[0] ?? "", file, row);
    yield checkLengths({ row, image: cells[imageColumn]!, labels: labels, scores }, file);
  }
}

interface LongColumns {
  image: string;
  label: string;
  score: string | undefined;
}

async function* readLong(file: string, columns: LongColumns): AsyncGenerator<PredictedImage> {
  yield* joinLongRows(unfold(file, columns), file);
}

/** A row per label; a printed list of them is as many rows. */
async function* unfold(file: string, columns: LongColumns): AsyncGenerator<LongRow> {
  const required = [columns.image, columns.label, ...(columns.score === undefined ? [] : [columns.score])];
  for await (const { row, cells } of readCsvRows(file, { required })) {
    const image = cells[columns.image]!;
    const read = (cell: string) => readPrintedArray(cell) ?? [cell];
    const labels = readLabels(read(cells[columns.label]!), columns.label, file, row) ?? [];
    const scores = columns.score === undefined ? null : readNumbers(read(cells[columns.score]!), file, row);
    if (scores && scores.length !== labels.length) {
      throw badRow(file, row, `it has ${labels.length} labels and ${scores.length} scores.`);
    }
    for (const [at, label] of labels.entries()) yield { row, image, label, score: scores?.[at] ?? null };
  }
}
