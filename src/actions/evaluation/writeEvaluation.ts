import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { CsvOptions } from "../../contract/csvText.ts";
import { Failure } from "../../contract/failure.ts";
import { writeCsv } from "../../files/writeCsv.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import { reportFiles, writeEvaluationReport } from "../reports/writeEvaluationReport.ts";
import type { EvaluatedFiles } from "./evaluateFiles.ts";
import {
  classTable,
  confusionTable,
  errorTable,
  flipTable,
  labelCountTable,
  modelTable,
  pairTable,
  sensitivityTable,
  type Table,
} from "./evaluationCsv.ts";

/**
 * Writes an evaluation into a folder: tables as CSV, summary.json with everything, and the report. Shares are between 0
 * and 1; undefined values are empty cells, and summary.json has the reason.
 *
 * @param labelName what a label index is called in figures
 * @returns the files' absolute paths
 * @throws Failure `already-exists` unless `force`, `disk-full`
 */
export async function writeEvaluation(
  { record, flips, sampleErrors }: EvaluatedFiles,
  {
    folder,
    force,
    labelName,
    errors = 0,
    spreadsheet,
  }: {
    folder: string;
    force: boolean;
    labelName?: ((index: number) => string) | undefined;
    /** How many errors are drawn for experts to rate; none by default. */
    errors?: number | undefined;
  } & CsvOptions,
): Promise<string[]> {
  const { evaluation } = record;
  const tables: [name: string, table: Table][] = evaluation
    ? [
        ["models.csv", modelTable(evaluation)],
        ["by_label_count.csv", labelCountTable(evaluation)],
        ["per_class.csv", classTable(evaluation)],
        ["confusions.csv", confusionTable(evaluation)],
        ["pairs.csv", pairTable(evaluation)],
        ["sensitivity.csv", sensitivityTable(evaluation)],
        ["flips.csv", flipTable(flips())],
        ...(errors > 0
          ? ([["errors.csv", errorTable(sampleErrors(errors), labelName)]] as [string, Table][])
          : []),
      ]
    : [];
  const summary = "summary.json";
  const taken = [...tables.map(([name]) => name), summary, ...reportFiles].find((name) =>
    existsSync(join(folder, name)),
  );
  if (taken !== undefined && !force) {
    throw new Failure(
      "already-exists",
      `${join(folder, taken)} exists already. Choose another folder, or replace its files with --force.`,
    );
  }
  await mkdir(folder, { recursive: true });
  const files: string[] = [];
  for (const [name, [header, rows]] of tables) {
    files.push(
      await writeFileWhole(join(folder, name), writeCsv(header, rows, { spreadsheet }), { force: true }),
    );
  }
  const text = `${JSON.stringify(record, null, 1)}\n`;
  files.push(await writeFileWhole(join(folder, summary), [text], { force: true }));
  return [...files, ...(await writeEvaluationReport(record, { folder, labelName, spreadsheet }))];
}
