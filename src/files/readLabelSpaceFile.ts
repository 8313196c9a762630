import { basename, extname } from "node:path";
import { z } from "zod";
import { Failure } from "../contract/failure.ts";
import { readCsvRows } from "./readCsvRows.ts";
import { readJsonFile } from "./readJsonFile.ts";

/** A label space as a file describes it. */
export interface LabelSpaceFile {
  /** Of a table, the file's name without its extension. */
  id: string;
  name: string;
  /** Where the labels come from; "" if the file does not say. */
  source: string;
  licence: string;
  /** In the order of their indices. */
  labels: LabelInFile[];
}

export interface LabelInFile {
  /** From 0. */
  index: number;
  /** The id in the file: unique, and the same for ever. */
  key: string;
  /** Unique, also without regard to case. */
  name: string;
  synonyms: string[];
  /** "" if there is none. */
  definition: string;
  /** Names of more general labels, from the nearest to the most general. */
  hypernyms: string[];
}

const maxLabels = 20_000;

const text = z.string().trim();
const id = z.union([text.min(1), z.number().transform(String)]);
const words = z.array(text).transform((list) => list.filter((word) => word !== ""));

const spaceFile = z.object({
  id: text.min(1),
  name: text.min(1),
  source: text.default(""),
  licence: text.default(""),
  labels: z.array(
    z.object({
      key: id,
      name: text.min(1),
      synonyms: words.default([]),
      definition: text.default(""),
      hypernyms: words.default([]),
    }),
  ),
});

const tableRow = z.object({
  id,
  name: text.min(1),
  synonyms: z.union([words, text.transform((list) => words.parse(list.split("|")))]).default([]),
  definition: text.default(""),
  parent: z.union([id, z.literal("")]).default(""),
});

type TableRow = z.infer<typeof tableRow>;
type UnnumberedLabel = Omit<LabelInFile, "index">;

const mistake = (where: string, message: string): Failure => new Failure("bad-file", `${where}: ${message}`);

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, where: string): z.infer<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw mistake(path.length > 0 ? `${where}, ${path.join(".")}` : where, message);
}

/** The names of a row's parents, grandparents and so on; a parent that is no row is a name by itself, the last one. */
function followParents(
  row: TableRow,
  find: (idOrName: string) => TableRow | undefined,
  where: string,
): string[] {
  const chain: string[] = [];
  const seen = new Set([row]);
  for (let { parent } = row; parent !== ""; ) {
    const found = find(parent);
    chain.push(found?.name ?? parent);
    if (!found) break;
    if (seen.has(found))
      throw mistake(where, `the parents of "${row.name}" lead round in a circle at "${parent}".`);
    seen.add(found);
    parent = found.parent;
  }
  return chain;
}

function labelsFromTable(rows: TableRow[], where: (index: number) => string): UnnumberedLabel[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const byName = new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  const find = (idOrName: string) => byId.get(idOrName) ?? byName.get(idOrName.toLowerCase());
  return rows.map((row, index) => {
    const { id: key, name, synonyms, definition } = row;
    return { key, name, synonyms, definition, hypernyms: followParents(row, find, where(index)) };
  });
}

function checkUnique(values: string[], what: string, where: (index: number) => string): void {
  const first = new Map<string, number>();
  for (const [index, value] of values.entries()) {
    const known = first.get(value);
    if (known !== undefined)
      throw mistake(where(index), `the ${what} "${value}" is used before, in ${where(known)}.`);
    first.set(value, index);
  }
}

function checkLabels(
  labels: UnnumberedLabel[],
  where: (index: number) => string,
  file: string,
): LabelInFile[] {
  if (labels.length === 0) throw mistake(file, "there is no label in it.");
  if (labels.length > maxLabels)
    throw mistake(file, `${labels.length} labels; at most ${maxLabels} are possible.`);
  checkUnique(
    labels.map(({ key }) => key),
    "id",
    where,
  );
  checkUnique(
    labels.map(({ name }) => name.toLowerCase()),
    "name",
    where,
  );
  return labels.map((label, index) => ({ index, ...label }));
}

async function readCsvTable(file: string): Promise<{ rows: TableRow[]; where: (index: number) => string }> {
  const columns = { required: ["id", "name"], optional: ["synonyms", "definition", "parent"] };
  const rows: TableRow[] = [];
  const numbers: number[] = [];
  for await (const { row, cells } of readCsvRows(file, columns)) {
    rows.push(parse(tableRow, cells, `Row ${row}`));
    numbers.push(row);
    if (rows.length > maxLabels) break;
  }
  return { rows, where: (index) => `Row ${numbers[index]}` };
}

/**
 * Reads a label space: JSON as `label-spaces/imagenet-1k.json` has it; or a table of the columns `id`, `name`,
 * `synonyms`, `definition` and `parent`, of which the first two are needed, as CSV (synonyms separated by `|`) or as a
 * JSON list of objects. `parent` is the id or the name of another row, or a free name.
 *
 * @throws Failure `bad-file` naming the row: an id or name that is missing or used twice (names without regard to
 * case), parents in a circle, more than 20,000 labels; `not-found`
 */
export async function readLabelSpaceFile(file: string): Promise<LabelSpaceFile> {
  const title = basename(file, extname(file));
  const ofTable = { id: title, name: title, source: "", licence: "" };
  if (extname(file).toLowerCase() !== ".json") {
    const { rows, where } = await readCsvTable(file);
    return { ...ofTable, labels: checkLabels(labelsFromTable(rows, where), where, file) };
  }
  const where = (index: number) => `Label ${index + 1}`;
  const content = await readJsonFile(file);
  if (Array.isArray(content)) {
    const rows = content.map((row, index) => parse(tableRow, row, where(index)));
    return { ...ofTable, labels: checkLabels(labelsFromTable(rows, where), where, file) };
  }
  const { labels, ...space } = parse(spaceFile, content, file);
  return { ...space, labels: checkLabels(labels, where, file) };
}
