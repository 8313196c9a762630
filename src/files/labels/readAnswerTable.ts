import { badFile, badRow } from "../fileFailure.ts";
import type { FileReading } from "../fileReading.ts";
import { imageName } from "../images/imageName.ts";
import { plainText } from "../text/plainText.ts";
import { readCsvHeader, readCsvRows, readHeader } from "../text/readCsvRows.ts";
import { voteColumns } from "../votes/voteColumns.ts";

export interface AnswerRow {
  row: number;
  /** In the form of `imageName`. */
  image: string;
  label: string;
  /** The other columns' values, by the name asked for; "" if the file has no such column. */
  cells: Record<string, string>;
}

/**
 * Reads a table with a row for each thing said about an image and a label.
 *
 * @param columns besides `image` and `label`: those that every row must fill, and others
 * @param key which columns together identify a row
 * @throws Failure `bad-file` with the row if a cell is missing or a row comes twice, `not-found`
 */
export async function readAnswerTable(
  file: string,
  { required, optional = [] }: { required: string[]; optional?: string[] },
  key: readonly string[],
): Promise<{ rows: AnswerRow[]; reading: FileReading }> {
  const { image, label, annotator } = voteColumns.aliases;
  const reading: FileReading = { file, format: "a row per image and label", used: [], unused: [], notes: [] };
  const columns = {
    required: ["image", "label", ...required],
    optional,
    aliases: { image, label, annotator },
  };
  const names = await readCsvHeader(file);
  const onUnknownColumns = (unknown: string[]) => reading.unused.push(...unknown);
  const positions = readHeader(names, { ...columns, onUnknownColumns }, file);
  reading.used.push(...[...positions].map(([as, position]) => ({ name: plainText(names[position]!), as })));
  const rowOf = new Map<string, number>();
  const rows: AnswerRow[] = [];
  for await (const { row, cells: written } of readCsvRows(file, columns)) {
    const cells = Object.fromEntries(Object.entries(written).map(([name, cell]) => [name, plainText(cell)]));
    for (const name of columns.required)
      if ((cells[name] ?? "") === "") throw badRow(file, row, `the ${name} is missing.`);
    const read = { ...cells, image: imageName(written.image!) };
    const same = JSON.stringify(key.map((name) => read[name as keyof typeof read]));
    const before = rowOf.get(same);
    if (before !== undefined)
      throw badRow(
        file,
        row,
        `the same ${key.join(" and ")} stand in row ${before} already. Keep one of the two.`,
      );
    rowOf.set(same, row);
    rows.push({ row, image: read.image, label: cells.label!, cells });
  }
  if (rows.length === 0) throw badFile(file, "it holds no rows.");
  return { rows, reading };
}
