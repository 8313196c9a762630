import { badRow, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import type { PredictedImage } from "./predictedImage.ts";

/** A value as a list; null if it is missing; a single value becomes a list of one. */
function readList(value: unknown, file: string, row: number, what: string): unknown[] | null {
  if (value === undefined || value === null) return null;
  const list: unknown[] =
    Array.isArray(value) || ArrayBuffer.isView(value) ? Array.from(value as ArrayLike<unknown>) : [value];
  if (list.length > 1 && list.some((item) => item === null || item === undefined)) {
    throw badRow(file, row, `a value is missing among its ${what}.`);
  }
  if (list.some((item) => typeof item === "object" && item !== null)) {
    throw badRow(file, row, `its ${what} are not a plain list.`);
  }
  return list;
}

const isNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const isInfinite = /^([+-]?)inf(?:inity)?$/i;

/** Text as a number; undefined if it is none. Infinity and NaN are accepted here and judged with the unit. */
function parseNumber(text: string): number | undefined {
  const trimmed = plainText(text);
  if (isNumber.test(trimmed)) return Number(trimmed);
  if (/^[+-]?nan$/i.test(trimmed)) return Number.NaN;
  const sign = isInfinite.exec(trimmed)?.[1];
  return sign === undefined ? undefined : sign === "-" ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
}

/** Numbers of any kind; Parquet's 64-bit integers arrive as BigInt. */
export function readNumbers(value: unknown, file: string, row: number): number[] | null {
  return (
    readList(value, file, row, "scores")?.map((item) => {
      const number =
        typeof item === "string" ? parseNumber(item) : typeof item === "bigint" ? Number(item) : item;
      if (typeof number === "number") return number;
      const found = typeof item === "string" ? quoted(item) : String(item);
      const percent = /^[\d.,\s]+%$/.test(found.slice(1, -1)) ? " Write it without the percent sign." : "";
      const comma = /^"[+-]?\d+,\d+"$/.test(found) ? " Decimals stand after a point." : "";
      throw badRow(file, row, `${found} is no number.${percent}${comma}`);
    }) ?? null
  );
}

/**
 * Labels as text, or as numbers if they are certainly indices.
 * @param isIndex whether the column's name says that they are
 */
export function readLabels(
  value: unknown,
  isIndex: boolean,
  file: string,
  row: number,
): (string | number)[] | null {
  return (
    readList(value, file, row, "labels")?.map((item) => {
      if (isIndex) {
        const [index] = readNumbers([item], file, row)!;
        if (Number.isSafeInteger(index)) return index!;
        throw badRow(file, row, `${String(item)} is no label index. It must be a whole number from 0.`);
      }
      if (typeof item === "string" && item.trim() !== "") return plainText(item);
      if (typeof item === "number" || typeof item === "bigint") return String(item);
      throw badRow(
        file,
        row,
        item === null || item === ""
          ? "a label is empty. Write its key, index or name."
          : `${String(item)} is no label. Write its key, index or name.`,
      );
    }) ?? null
  );
}

/** @throws Failure `bad-file` if there is nothing, or not a score for every label */
export function checkLengths(predicted: PredictedImage, file: string): PredictedImage {
  const { row, labels, scores } = predicted;
  if (!labels && !scores) throw badRow(file, row, "it has neither labels nor scores.");
  if (labels && scores && labels.length !== scores.length) {
    throw badRow(file, row, `it has ${labels.length} labels and ${scores.length} scores.`);
  }
  return predicted;
}
