import { badFile, badRow, listed, quoted } from "../fileFailure.ts";
import { findDelimiter, readCsvHeader, readCsvRows } from "../text/readCsvRows.ts";
import { readTextLines } from "../text/readTextLines.ts";
import { type FoundLabel, labelSpaceForms } from "./labelSpaceFile.ts";
import { tellApart } from "./orderLabels.ts";

const columns = {
  required: ["name"],
  optional: ["id", "index", "synonyms", "definition", "parent"],
  aliases: {
    name: ["label", "class", "class_name", "label_name", "category", "category_name"],
    id: ["key", "wnid", "synset", "wordnet_id", "mid", "label_id", "category_id"],
    index: ["class_index", "label_index", "class_idx", "idx", "class_id", "target"],
    synonyms: ["synonym", "aliases"],
    definition: ["description", "gloss"],
    parent: ["supercategory", "hypernym"],
  },
};

/**
 * Labels of a CSV: a column for the name, and `id`, `index`, `synonyms` (with `|` between), `definition`, `parent`
 * where there are any.
 */
export async function readLabelSpaceCsv(file: string): Promise<FoundLabel[]> {
  const header = await readCsvHeader(file);
  if (!hasName(header)) {
    throw badFile(
      file,
      `row 1: the header has no columns "id" and "name", but ${listed(header.map((name) => quoted(name.trim())))}. ${labelSpaceForms}.`,
    );
  }
  const labels: FoundLabel[] = [];
  const hasId = header.some((name) => isCalled(name, "id"));
  for await (const { row, cells } of readCsvRows(file, columns)) {
    const { name = "", id, index, synonyms = "", definition = "", parent = "" } = cells;
    const where = `row ${row}`;
    if (index !== undefined && !/^\d{1,7}$/.test(index.trim())) {
      throw badRow(file, row, `the index ${quoted(index)} is no whole number from 0.`);
    }
    labels.push({
      where,
      ...(index !== undefined && { index: Number(index) }),
      key: hasId ? (id ?? "") : name,
      name,
      synonyms: synonyms.split("|"),
      definition,
      parent,
    });
  }
  return labels;
}

const isCalled = (name: string, column: "id" | "name"): boolean =>
  [column, ...columns.aliases[column]].includes(name.trim().toLowerCase());

const hasName = (header: readonly string[]) => header.some((name) => isCalled(name, "name"));

const wordNetLine = /^(n\d{8})\s+(\S.*)$/;

/**
 * Labels as one name per line, in the order of their indices; or as ImageNet's list of synsets has them, an id and
 * then names with commas between them. A table in a file of another name is read as one.
 */
export async function readLabelSpaceLines(file: string): Promise<FoundLabel[]> {
  const lines: { row: number; line: string }[] = [];
  let blank: number | undefined;
  for await (const { row, line } of readTextLines(file)) {
    const text = line.trim();
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
  if (!first) return [];
  const header = first.line.split(findDelimiter(first.line, columns));
  if (header.length > 1 && header.some((name) => isCalled(name, "id")) && hasName(header)) {
    return readLabelSpaceCsv(file);
  }
  if (lines.every(({ line }) => wordNetLine.test(line))) {
    const synsets = lines.map(({ row, line }) => {
      const [, key, names] = wordNetLine.exec(line)!;
      const [name, ...synonyms] = names!.split(",").map((word) => word.trim());
      return { where: `row ${row}`, key: key!, name: name!, synonyms };
    });
    return tellApart(synsets);
  }
  const more = whatElse(lines.map(({ line }) => line));
  if (more !== undefined) {
    throw badRow(file, first.row, `${quoted(first.line)} is more than a name: ${more}. ${labelSpaceForms}.`);
  }
  return lines.map(({ row, line }) => ({ where: `row ${row}`, key: line, name: line }));
}

/** What lines seem to be that hold more than a name each; undefined where they are names. */
function whatElse(lines: readonly string[]): string | undefined {
  const all = (test: RegExp) => lines.length > 1 && lines.every((line) => test.test(line));
  if (/^[{[]/.test(lines[0]!) || /^[}\]][,;]?$/.test(lines.at(-1)!)) {
    return "it seems to be code, or JSON under another name";
  }
  if (lines.some((line) => /^(?:names|classes|labels)\s*:/.test(line)) || lines[0] === "---") {
    return "it seems to be YAML";
  }
  if (all(/^["']?\d+["']?[\s:,;=]+[^\s:,;=]/)) return "every line begins with a number";
  if (all(/[,;]$/)) return "every line ends with a comma";
  if (all(/^".*"$/) || all(/^'.*'$/)) return "every line is in quotes";
  if (all(/[\t;]/) || all(/,/)) return "every line has several cells, and none names the columns";
  return undefined;
}
