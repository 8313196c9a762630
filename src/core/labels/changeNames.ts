import { type Language, languages } from "../people/language.ts";
import type { LabelNames } from "./labelNames.ts";

const longest = { text: 200, texts: 51 };

/**
 * A label's names in languages after a change of some of them; a language that is left out keeps its own.
 *
 * @param changed an empty list takes those of a language off
 * @param plain how a text is stored
 * @returns undefined where none is left
 */
export function changeNames(
  names: LabelNames | undefined,
  changed: LabelNames,
  plain: (text: string) => string,
): { names: LabelNames | undefined } | { problem: string } {
  const made: LabelNames = { ...names };
  for (const language of languages) {
    const texts = changed[language]?.map(plain);
    if (texts === undefined) continue;
    const kept = [...new Set(texts)].filter((text) => text !== "");
    if (kept.length > 0 && texts[0] === "")
      return { problem: `There are other words in “${language}” and no name. Say the name first.` };
    if (kept.length > longest.texts || kept.some(({ length }) => length > longest.text))
      return {
        problem: `In one language a label has a name and at most ${longest.texts - 1} other words, of ${longest.text} characters each.`,
      };
    if (kept.length > 0) made[language] = kept;
    else delete made[language];
  }
  return { names: Object.keys(made).length > 0 ? made : undefined };
}

/** Two cards that read the same could not be told apart, in any language. @returns what clashes, in words */
export function findNameClash<Label extends { index: number; name: string; names?: LabelNames | undefined }>(
  labels: readonly Label[],
  label: Label,
  fold: (text: string) => string,
): string | undefined {
  for (const [language, [name = ""] = []] of Object.entries(label.names ?? {})) {
    const other = labels.find(
      ({ index, names }) =>
        index !== label.index && fold(names?.[language as Language]?.[0] ?? "") === fold(name),
    );
    if (other) return `“${name}” is the name of “${other.name}” in “${language}”. Choose another one.`;
  }
  return undefined;
}
