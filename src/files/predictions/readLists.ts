import { badRow, columnNames, findColumn, type PredictedImage } from "./predictedImage.ts";

/** One record of a JSON or Parquet file, by field. */
export type PredictionRecord = Record<string, unknown>;

/** Null where the field is missing or empty; a single value is a list of one. */
function readList(value: unknown, file: string, row: number, what: string): unknown[] | null {
  if (value === undefined || value === null) return null;
  const list: unknown[] =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<unknown>) : [value];
  if (list.some((item) => typeof item === "object")) {
    throw badRow(file, row, `its ${what} are not a plain list.`);
  }
  return list;
}

/** Numbers of any kind; Parquet's 64-bit whole numbers are big ones here. */
export function readNumbers(value: unknown, file: string, row: number): number[] | null {
  return (
    readList(value, file, row, "scores")?.map((item) => {
      const number = typeof item === "bigint" || typeof item === "string" ? Number(item) : item;
      const isWord = typeof item === "string" && Number.isNaN(number) && !/^[+-]?nan$/i.test(item.trim());
      if (typeof number !== "number" || isWord || item === "") {
        throw badRow(file, row, `${JSON.stringify(item) ?? item} is no score. Write a number.`);
      }
      return number;
    }) ?? null
  );
}

/**
 * Labels as text, and as numbers where they are indices for sure.
 * @param column what the file calls them
 */
export function readLabels(
  value: unknown,
  column: string,
  file: string,
  row: number,
): (string | number)[] | null {
  if (/^index(_\d+)?$/.test(column)) return readNumbers(value, file, row);
  return (
    readList(value, file, row, "labels")?.map((item) => {
      if (typeof item === "string") return item;
      if (typeof item === "number" || typeof item === "bigint") return String(item);
      throw badRow(file, row, `${String(item)} is no label. Write its key, index or name.`);
    }) ?? null
  );
}

/**
 * A record that holds all that is known of an image: its name under `image` (or as other programs call it), and
 * `labels`, `scores` or both as lists.
 *
 * @param name the image, where it is not in the record
 */
export function readRecord(
  record: PredictionRecord,
  file: string,
  row: number,
  name?: string,
): PredictedImage {
  const names = Object.keys(record).filter((key) => record[key] !== null && record[key] !== undefined);
  const imageColumn = findColumn(names, "image");
  const image = imageColumn === undefined ? name : record[imageColumn];
  if (typeof image !== "string" || image === "") {
    throw badRow(file, row, `no image is named. It stands under one of ${columnNames.image.join(", ")}.`);
  }
  // A class index says more surely than a name what is meant, where a file has both.
  const labelColumn = names.includes("index") ? "index" : findColumn(names, "labels");
  const scoreColumn = findColumn(names, "scores");
  const labels = labelColumn === undefined ? null : readLabels(record[labelColumn], labelColumn, file, row);
  const scores = scoreColumn === undefined ? null : readNumbers(record[scoreColumn], file, row);
  return checkLengths({ row, image, labels, scores }, file);
}

/** @throws Failure `bad-file` where there is nothing, or not a score for every label */
export function checkLengths(predicted: PredictedImage, file: string): PredictedImage {
  const { row, labels, scores } = predicted;
  if (!labels && !scores) throw badRow(file, row, "it has neither labels nor scores.");
  if (labels && scores && labels.length !== scores.length) {
    throw badRow(file, row, `it has ${labels.length} labels and ${scores.length} scores.`);
  }
  return predicted;
}
