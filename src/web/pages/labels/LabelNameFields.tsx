import { TextInput } from "@mantine/core";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import type { LabelNames } from "../../../core/labels/labelNames.ts";
import { type Language, languages } from "../../../core/people/language.ts";
import { languageNames } from "../../language/translations.ts";
import { words } from "../../words/words.ts";
import styles from "./LabelNameFields.module.css";

const w = words.labelChanges.names;

/** What was typed for each language: "컵 | 잔". */
export type TypedNames = Record<Language, string>;

const separator = "|";

/** A label's names by language, as they are typed. */
export const typedNames = (names: Label["names"] = {}): TypedNames =>
  Object.fromEntries(
    languages.map((language) => [language, names[language]?.join(` ${separator} `) ?? ""]),
  ) as TypedNames;

/** The languages for which something other than the label's names was typed. */
export function changedNames(typed: TypedNames, names: Label["names"]): LabelNames | undefined {
  const known = typedNames(names);
  const changed = languages.filter((language) => typed[language].trim() !== known[language]);
  if (changed.length === 0) return undefined;
  return Object.fromEntries(
    changed.map((language) => [
      language,
      typed[language].trim() === "" ? [] : typed[language].split(separator).map((text) => text.trim()),
    ]),
  );
}

/** What people read on the cards if their pages are in one of these languages. */
export const LabelNameFields = ({
  typed,
  onChange,
}: {
  typed: TypedNames;
  onChange(typed: TypedNames): void;
}) => (
  <details>
    <summary>{w.title}</summary>
    <div className={styles.fields}>
      <p className={styles.hint}>{w.hint}</p>
      {languages.map((language) => (
        <TextInput
          key={language}
          label={languageNames[language].name}
          lang={languageNames[language].tag}
          value={typed[language]}
          onChange={({ currentTarget }) => onChange({ ...typed, [language]: currentTarget.value })}
        />
      ))}
    </div>
  </details>
);
