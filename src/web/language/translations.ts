import type { Language } from "../../core/people/language.ts";
import type { Translation } from "../words/languages/translation.ts";

/** Each in a file of its own, which only whoever reads that language loads. English stands in words/words.ts. */
export const translations: Record<Exclude<Language, "en">, () => Promise<Translation>> = {
  de: async () => (await import("../words/languages/de/german.ts")).german,
};

/** How each language calls itself, and how `lang` and Intl name it. */
export const languageNames: Record<Language, { name: string; tag: string }> = {
  en: { name: "English", tag: "en" },
  de: { name: "Deutsch", tag: "de" },
};
