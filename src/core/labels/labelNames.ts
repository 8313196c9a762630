import type { Language } from "../people/language.ts";

/** What a label is called in languages: its name, then other words for it; a language without a name is missing. */
export type LabelNames = Partial<Record<Language, string[]>>;

/** What a label is called for whoever reads a language. */
interface Called {
  name: string;
  synonyms: string[];
}

/**
 * A label with the name that it has in a language; its main name, by which files call it, is the first of the synonyms.
 * As it is where it has none there.
 */
export function nameInLanguage<Label extends Called & { names?: LabelNames | undefined }>(
  label: Label,
  language: Language,
): Label {
  const [name, ...others] = label.names?.[language] ?? [];
  if (name === undefined || name === label.name) return label;
  return { ...label, name, synonyms: [label.name, ...others, ...label.synonyms] };
}
