import { badFile } from "../fileFailure.ts";
import { DecidingColumns } from "./decidingColumns.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { findLabelColumns } from "./labelTable.ts";
import { readRecords } from "./readLabelJson.ts";

/** A Parquet value as JSON would have it: 64-bit integers arrive as BigInt, lists of numbers as typed arrays. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
    return Array.from(value as unknown as Iterable<unknown>, plain);
  }
  return value;
}

/** An image's name; Hugging Face stores it with the bytes, as `{bytes, path}`. */
function plainName(value: unknown): unknown {
  const path = typeof value === "object" && value !== null && "path" in value ? value.path : value;
  return typeof path === "number" || typeof path === "bigint" ? String(path) : path;
}

/**
 * Labels as Parquet: a row per image, with a label or a list of them.
 * @throws Failure `bad-file` with the row, `not-found`
 */
export async function readLabelParquet(file: string, options: LabelFileOptions): Promise<LabelFile> {
  const { openParquetRecords } = await import("../predictions/parquet/parquetRecords.ts");
  const { names, read } = await openParquetRecords(file);
  const { columns, names: named, unused } = findLabelColumns(names, file, options);
  const wanted = [...named, ...new DecidingColumns(unused).names];
  const records: { record: Record<string, unknown>; where: string }[] = [];
  for await (const { row, record } of read(wanted)) {
    const entries = wanted.map((name) => {
      const value = record[name] ?? null;
      return [name, name === columns.image ? plainName(value) : plain(value)];
    });
    records.push({ record: Object.fromEntries(entries), where: `row ${row}` });
  }
  if (records.length === 0) throw badFile(file, "it has no row.");
  return { ...readRecords(records, file, options), unused };
}
