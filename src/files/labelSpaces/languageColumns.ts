import type { LabelNames } from "../../core/labels/labelNames.ts";
import { isLanguage, type Language, languages } from "../../core/people/language.ts";
import { badFile, listed, quoted, quotedValue } from "../fileFailure.ts";
import { plainText } from "../text/plainText.ts";

/** A column of names, or of synonyms, in a language: `name:ko`, `synonyms:de`. */
export interface LanguageColumn {
  column: string;
  field: "name" | "synonyms";
  language: Language;
}

/**
 * The columns that name labels in languages.
 * @throws Failure `bad-file` if the part after the colon is no language of the pages, or two columns are the same
 */
export function findLanguageColumns(header: readonly string[], file: string): LanguageColumn[] {
  const found: LanguageColumn[] = [];
  for (const column of header.map(plainText)) {
    const [, field, code] = /^(name|synonyms)\s*:(.*)$/i.exec(column) ?? [];
    if (field === undefined || code === undefined) continue;
    const language = readLanguage(code, (why) =>
      badFile(
        file,
        `row 1: the column ${quoted(column)} may hold names in a language, or something else: ${why} Give it one of them behind the colon, or a name without one, and it is not read.`,
      ),
    );
    const one = { column, field: field.toLowerCase() as LanguageColumn["field"], language };
    const other = found.find((before) => before.field === one.field && before.language === language);
    if (other) {
      throw badFile(
        file,
        `row 1: the columns ${quoted(other.column)} and ${quoted(column)} both are the ${one.field} in one language. Take one out.`,
      );
    }
    found.push(one);
  }
  return found;
}

/** The names in a row's cells. @throws what `refuse` makes, for synonyms without a name */
export function namesOfRow(
  columns: readonly LanguageColumn[],
  cells: Readonly<Record<string, string>>,
  refuse: (why: string) => Error,
): LabelNames | undefined {
  const names: LabelNames = {};
  const textOf = (language: Language, field: LanguageColumn["field"]) => {
    const found = columns.find((one) => one.language === language && one.field === field);
    return found === undefined ? "" : plainText(cells[found.column] ?? "");
  };
  for (const language of new Set(columns.map((one) => one.language))) {
    const [name, synonyms] = [textOf(language, "name"), textOf(language, "synonyms")];
    if (name === "" && synonyms !== "")
      throw refuse(
        `it has synonyms in the language "${language}" and no name in it. Fill in "name:${language}".`,
      );
    if (name !== "") names[language] = [name, ...synonyms.split("|")];
  }
  return Object.keys(names).length > 0 ? names : undefined;
}

/**
 * Names as in JSON: `{"ko": "금붕어"}`, or with synonyms after the name `{"ko": ["금붕어", "금어"]}`. A value that is no object
 * says nothing about languages.
 */
export function namesOfItem(value: unknown, refuse: (why: string) => Error): LabelNames | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const names: LabelNames = {};
  for (const [code, given] of Object.entries(value)) {
    const language = readLanguage(code, (why) => refuse(`the names hold ${quoted(code)}: ${why}`));
    const texts: unknown[] = [given].flat();
    if (texts.length === 0 || !texts.every((text) => typeof text === "string"))
      throw refuse(
        `the name in "${language}" is ${quotedValue(given)}, and must be text, or a list of texts.`,
      );
    names[language] = texts as string[];
  }
  return Object.keys(names).length > 0 ? names : undefined;
}

function readLanguage(code: string, refuse: (why: string) => Error): Language {
  const language = plainText(code).toLowerCase();
  if (isLanguage(language)) return language;
  throw refuse(
    `${quoted(plainText(code))} is none of the languages of the pages, which are ${listed(languages)}.`,
  );
}
