import { badFile, badRow, listed, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import { findDelimiter, readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { fieldOf, findFields, type LabelField, type LabelRow, readLabelRows } from "./labelRows.ts";
import { type FoundLabel, labelSpaceForms } from "./labelSpaceFile.ts";
import { findLanguageColumns, namesOfRow } from "./languageColumns.ts";
import { tellApart } from "./orderLabels.ts";

/**
 * Labels of a CSV with the columns `id`, `key`, `name`, `label`, `index`, `synonyms` (separated by `|`), `definition`,
 * `parent`, and `name:ko` or `synonyms:ko` for other languages: any of these, in any order.
 */
export async function readLabelSpaceCsv(file: string): Promise<{ labels: FoundLabel[]; unread: string[] }> {
  const header = await readCsvHeader(file);
  const fields = findFields(header, file);
  const inLanguages = findLanguageColumns(header, file);
  if (!namesLabels(fields)) {
    throw badFile(
      file,
      `row 1: the header has no columns "id" and "name", but ${listed(header.map((name) => quoted(plainText(name))))}. ${labelSpaceForms}.`,
    );
  }
  const rows: LabelRow[] = [];
  for await (const { row, cells } of readCsvRows(file, {
    required: [...fields.values(), ...inLanguages.map(({ column }) => column)],
  })) {
    const cell = (field: LabelField) => cells[fields.get(field) ?? ""];
    const index = cell("index");
    if (index !== undefined && !/^\d{1,7}$/.test(plainText(index))) {
      throw badRow(file, row, `the index ${quoted(index)} is no whole number from 0.`);
    }
    const synonyms = cell("synonyms");
    const names = namesOfRow(inLanguages, cells, (why) => badRow(file, row, why));
    rows.push({
      where: `row ${row}`,
      ...pick(cell, ["id", "key", "name", "label", "definition", "parent"]),
      ...(index !== undefined && { index: Number(index) }),
      ...(synonyms !== undefined && { synonyms: synonyms.split("|") }),
      ...(names && { names }),
    });
  }
  const isRead = (name: string) => fieldOf(name) || inLanguages.some(({ column }) => column === name);
  const unread = header.map(plainText).filter((name) => name !== "" && !isRead(name));
  return { labels: readLabelRows(rows, file), unread };
}

const namesLabels = (fields: ReadonlyMap<LabelField, string>): boolean =>
  (["name", "label", "key", "id"] as const).some((field) => fields.has(field));

function pick<Field extends LabelField>(
  cell: (field: Field) => string | undefined,
  wanted: readonly Field[],
): Partial<Record<Field, string>> {
  const found: Partial<Record<Field, string>> = {};
  for (const field of wanted) {
    const text = cell(field);
    if (text !== undefined) found[field] = text;
  }
  return found;
}

const wordNetLine = /^(n\d{8})\s+(\S.*)$/;

/**
 * Labels as one name per line, in the order of their indices; or as in ImageNet's list of synsets, an id followed by
 * names separated by commas. A table whose file is not called .csv is read as a table.
 */
export async function readLabelSpaceLines(file: string): Promise<{ labels: FoundLabel[]; unread: string[] }> {
  const lines: { row: number; line: string }[] = [];
  let blank: number | undefined;
  for await (const { row, line } of readTextLines(file)) {
    const text = plainText(line);
    if (text === "") {
      if (lines.length > 0) blank ??= row;
      continue;
    }
    if (blank !== undefined) {
      throw badRow(
        file,
        blank,
        "the line is blank, so that nobody can tell the indices of what follows. Take it out.",
      );
    }
    lines.push({ row, line: text });
  }
  const [first] = lines;
  if (!first) return { labels: [], unread: [] };
  const header = first.line.split(findDelimiter(first.line, { required: [] })).map(fieldOf);
  const hasKey = header.includes("id") || header.includes("key");
  if (hasKey && (header.includes("name") || header.includes("label"))) return readLabelSpaceCsv(file);
  if (lines.every(({ line }) => wordNetLine.test(line))) {
    const synsets = lines.map(({ row, line }) => {
      const [, key, names] = wordNetLine.exec(line)!;
      const [name, ...synonyms] = names!.split(",").map(plainText);
      return { where: `row ${row}`, key: key!, name: name!, synonyms };
    });
    return { labels: tellApart(synsets), unread: [] };
  }
  const more = whatElse(lines.map(({ line }) => line));
  if (more !== undefined) {
    throw badRow(file, first.row, `${quoted(first.line)} is more than a name: ${more}. ${labelSpaceForms}.`);
  }
  const labels = lines.map(({ row, line }) => ({ where: `row ${row}`, key: line, name: line }));
  return { labels, unread: [] };
}

/** What lines seem to be if they hold more than a name each; undefined if they are names. */
function whatElse(lines: readonly string[]): string | undefined {
  const all = (test: RegExp) => lines.length > 1 && lines.every((line) => test.test(line));
  if (/^[{[]/.test(lines[0]!) || /^[}\]][,;]?$/.test(lines.at(-1)!)) {
    return "it seems to be code, or JSON under another name";
  }
  if (lines.some((line) => /^(?:names|classes|labels)\s*:/.test(line)) || lines[0] === "---") {
    return "it seems to be YAML, which is read from files that end in .yaml";
  }
  if (all(/^["']?\d+["']?[\s:,;=]+[^\s:,;=]/)) return "every line begins with a number";
  if (all(/[,;]$/)) return "every line ends with a comma";
  if (all(/^".*"$/) || all(/^'.*'$/)) return "every line is in quotes";
  if (all(/[\t;]/) || all(/,/)) return "every line has several cells, and none names the columns";
  return undefined;
}
