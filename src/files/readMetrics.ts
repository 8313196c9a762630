import { Failure } from "../contract/failure.ts";
import { badRow, quoted } from "./fileFailure.ts";
import { plainText } from "./text/plainText.ts";
import { readCsvRows } from "./text/readCsvRows.ts";

/** Accuracies of models, as shares. */
export interface MetricsTable {
  /** What the file holds: percent, if any number is above 1. */
  unit: "percent" | "share";
  models: { model: string; top1: number; real: number }[];
}

/**
 * Reads a table of accuracies: CSV with the columns `model`, `top1` and `real`, in percent or as shares.
 *
 * @throws Failure `bad-file` with file and row, `not-found`
 */
export async function readMetrics(file: string): Promise<MetricsTable> {
  const rows: { row: number; model: string; top1: number; real: number }[] = [];
  const names = new Set<string>();
  for await (const { row, cells } of readCsvRows(file, { required: ["model", "top1", "real"] })) {
    const model = plainText(cells.model!);
    if (model === "") throw badRow(file, row, "the model has no name.");
    if (names.has(model))
      throw badRow(file, row, `the model ${quoted(model)} is there already. Keep one row.`);
    names.add(model);
    const [top1, real] = [cells.top1, cells.real].map((text = "") => readNumber(text, file, row));
    rows.push({ row, model, top1: top1!, real: real! });
  }
  if (rows.length === 0) throw new Failure("bad-file", `${file} names no model.`);
  const isPercent = rows.some(({ top1, real }) => top1 > 1 || real > 1);
  const odd = rows.find(
    ({ top1, real }) => isPercent && [top1, real].some((value) => value > 0 && value <= 1),
  );
  if (odd) {
    throw new Failure(
      "bad-file",
      `${file}, row ${odd.row}: ${odd.model} has a number of at most 1, and others are above. Write all in percent, or all as shares.`,
    );
  }
  const scale = isPercent ? 100 : 1;
  return {
    unit: isPercent ? "percent" : "share",
    models: rows.map(({ model, top1, real }) => ({ model, top1: top1 / scale, real: real / scale })),
  };
}

function readNumber(text: string, file: string, row: number): number {
  const number = Number(text);
  if (text.trim() !== "" && number >= 0 && number <= 100) return number;
  throw badRow(file, row, `${quoted(text)} is no accuracy. Write a number from 0 to 100, or from 0 to 1.`);
}
