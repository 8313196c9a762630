import { readPrintedArray } from "../predictions/numpy/readPrintedArray.ts";
import { plainText } from "../text/plainText.ts";

/**
 * The labels in a cell or field, one text each: a single one; several with `|` between them; a list, also as printed
 * into a cell by a program (`[1, 2]`, `['cat' 'dog']`). Every reader of labels splits them here.
 *
 * @param value text, a whole number, or a list of them
 * @returns undefined for anything that is no label: an object, a fraction, true, null
 */
export function splitLabels(value: unknown): string[] | undefined {
  if (typeof value === "string") {
    const parts = readPrintedArray(value) ?? value.split("|");
    return parts.map(plainText).filter((part) => part !== "");
  }
  if (typeof value === "bigint" || (typeof value === "number" && Number.isInteger(value))) {
    return [String(value)];
  }
  if (!Array.isArray(value) && !isNumbers(value)) return undefined;
  const labels: string[] = [];
  for (const item of value) {
    const found = typeof item === "object" ? undefined : splitLabels(item);
    if (!found || found.length === 0) return undefined;
    labels.push(...found);
  }
  return labels;
}

const isNumbers = (value: unknown): value is Iterable<number | bigint> =>
  ArrayBuffer.isView(value) && !(value instanceof DataView);
