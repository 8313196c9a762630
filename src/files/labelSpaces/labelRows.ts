import type { LabelNames } from "../../core/labels/labelNames.ts";
import { badFile, listed, quoted } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";
import type { FoundLabel } from "./labelSpaceFile.ts";

/** What a column of a table, or a field of an object, says of a label. */
export type LabelField = "id" | "key" | "index" | "name" | "label" | "synonyms" | "definition" | "parent";

/** Common names of the fields, in lower case. `id` and `label` are kept apart: each can mean two things. */
const fieldNames: Record<LabelField, readonly string[]> = {
  id: ["id"],
  key: ["key", "wnid", "synset", "wordnet_id", "mid", "label_id", "category_id"],
  index: ["index", "class_index", "label_index", "class_idx", "idx", "class_id", "target"],
  name: ["name", "class", "class_name", "label_name", "category", "category_name"],
  label: ["label"],
  synonyms: ["synonyms", "synonym", "aliases"],
  definition: ["definition", "description", "gloss"],
  parent: ["parent", "supercategory", "hypernym"],
};

const fields = new Map(
  Object.entries(fieldNames).flatMap(([field, names]) => names.map((name) => [name, field as LabelField])),
);

/** What a column or field of this name says; undefined if it is not read. */
export const fieldOf = (name: string): LabelField | undefined => fields.get(plainText(name).toLowerCase());

/**
 * The column of each field.
 * @throws Failure `bad-file` if two columns can be the same field, or no column tells the labels apart
 */
export function findFields(header: readonly string[], file: string): Map<LabelField, string> {
  const found = new Map<LabelField, string>();
  for (const name of header.map(plainText)) {
    const field = fieldOf(name);
    const other = field && found.get(field);
    if (other !== undefined) {
      throw badFile(
        file,
        `row 1: the columns ${quoted(other)} and ${quoted(name)} both can be the ${field}. Take one out.`,
      );
    }
    if (field) found.set(field, name);
  }
  return found;
}

/** A label as a row gives it: fields that the row lacks are missing. */
export interface LabelRow {
  /** For messages: "row 3". */
  where: string;
  id?: string;
  key?: string;
  index?: number;
  name?: string;
  label?: string;
  synonyms?: string[];
  definition?: string;
  parent?: string;
  hypernyms?: string[];
  names?: LabelNames;
}

const isNumber = (text: string | undefined): boolean => text !== undefined && /^\s*\d{1,7}\s*$/.test(text);

/**
 * Decides what is key, index and name in rows. An `id` beside a `key`, and a `label` beside another name, are indices
 * if they run from 0.
 *
 * @throws Failure `bad-file` if two columns can be the same thing, or a row has no name
 */
export function readLabelRows(rows: readonly LabelRow[], file: string): FoundLabel[] {
  const plain = settleNames(settleIds(rows, file), file);
  const hasKey = plain.some(({ key }) => key !== undefined);
  const hasName = plain.some(({ name }) => name !== undefined);
  if (!hasName && hasKey && plain.every(({ key }) => isNumber(key))) {
    throw badFile(file, `the labels have numbers and no names. Add a column "name".`);
  }
  return plain.map(({ where, key, name, id: _, label: __, ...rest }) => {
    if (hasName && name === undefined) throw badFile(file, `${where}: the name is missing.`);
    if (hasKey && key === undefined) throw badFile(file, `${where}: the id is missing.`);
    const called = name ?? key;
    if (called === undefined) throw badFile(file, `${where}: the name is missing.`);
    return { where, key: key ?? called, name: called, ...rest };
  });
}

/** Decides which of `id` and `key` is the label's key. */
function settleIds(rows: readonly LabelRow[], file: string): LabelRow[] {
  const hasBoth = rows.some(({ id }) => id !== undefined) && rows.some(({ key }) => key !== undefined);
  if (!hasBoth || rows.every(({ id, key }) => id === key)) {
    return rows.map(({ id, ...row }) => ({ ...row, ...(id !== undefined && { key: id }) }));
  }
  const numbers = asIndices(rows, ({ id }) => id);
  if (!numbers) throw twice("id", "key", "the label's key", file);
  return rows.map((row, at) => ({ ...row, index: numbers[at]! }));
}

/** Decides which of `name` and `label` is the name; a number beside another name is an index. */
function settleNames(rows: readonly LabelRow[], file: string): LabelRow[] {
  const asName = ({ label, ...row }: LabelRow): LabelRow =>
    label === undefined ? row : { ...row, name: label };
  const hasLabel = rows.some(({ label }) => label !== undefined);
  const hasName = rows.some(({ name }) => name !== undefined);
  if (!hasLabel || rows.every(({ name, label }) => name === label)) return rows.map(asName);
  const numbered = rows.every(({ label }) => isNumber(label));
  const namedOtherwise = hasName || rows.some(({ key }) => key !== undefined && !isNumber(key));
  if (!numbered) {
    if (hasName) throw twice("name", "label", "the name", file);
    return rows.map(asName);
  }
  if (!namedOtherwise) return rows.map(asName);
  const numbers = asIndices(rows, ({ label }) => label);
  if (!numbers) {
    throw badFile(
      file,
      `the column "label" holds whole numbers that are not the labels' indices, which run from 0 without gaps. Call it "id" if it is an id, or take it out.`,
    );
  }
  return rows.map((row, at) => ({ ...row, index: numbers[at]! }));
}

/** A field's values as indices; undefined if it is something else, or the rows already have indices. */
function asIndices(
  rows: readonly LabelRow[],
  read: (row: LabelRow) => string | undefined,
): number[] | undefined {
  if (rows.some(({ index }) => index !== undefined) || !rows.every((row) => isNumber(read(row)))) return;
  const numbers = rows.map((row) => Number(read(row)));
  const known = new Set(numbers);
  return numbers.every((_, at) => known.has(at)) ? numbers : undefined;
}

const twice = (first: string, second: string, what: string, file: string) =>
  badFile(
    file,
    `${listed([first, second].map(quoted))} differ, and both can be ${what}. Take one out; a number from 0 that orders the labels is called "index".`,
  );
