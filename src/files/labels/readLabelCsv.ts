import { badFile } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";
import { DecidingColumns } from "./decidingColumns.ts";
import { LabelCollector } from "./labelCollector.ts";
import type { LabelFile, LabelFileOptions } from "./labelFile.ts";
import { findLabelColumns, takeLabelRow } from "./labelTable.ts";

/**
 * Labels as CSV, with commas, semicolons or tabs: a row per label (an empty label means none), a row per image with `|`
 * between its labels, or a row per image with a 0/1 column for each label.
 *
 * @throws Failure `bad-file` with the row
 */
export async function readLabelCsv(file: string, options: LabelFileOptions): Promise<LabelFile> {
  const header = await readCsvHeader(file);
  const table = findLabelColumns(header, file, options);
  const into = new LabelCollector(file, options);
  const deciding = new DecidingColumns(table.unused);
  const required = [...table.names, ...deciding.names];
  for await (const { row, cells } of readCsvRows(file, { required })) {
    deciding.add(imageName(cells[table.columns.image!]!), (name) => cells[name]);
    takeLabelRow(cells, { table, into, isPerImage: false, where: `row ${row}`, file, options });
  }
  const wrong = deciding.find();
  if (wrong !== undefined) throw badFile(file, wrong);
  return {
    format: table.wide ? "multi-hot" : "release-csv",
    isKeyed: true,
    areIndices: into.parser.areIndices,
    rows: into.finish(),
    width: null,
    used: table.used,
    unused: table.unused,
    notes: table.answers.describe(),
  };
}
