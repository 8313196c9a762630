import type { Language } from "../../core/people/language.ts";
import type { Translation } from "../words/languages/translation.ts";

/** Each in its own file, loaded only by its readers. English is in words/words.ts. */
export const translations: Record<Exclude<Language, "en">, () => Promise<Translation>> = {
  de: async () => (await import("../words/languages/de/german.ts")).german,
  es: async () => (await import("../words/languages/es/spanish.ts")).spanish,
  fr: async () => (await import("../words/languages/fr/french.ts")).french,
  ja: async () => (await import("../words/languages/ja/japanese.ts")).japanese,
  ko: async () => (await import("../words/languages/ko/korean.ts")).korean,
  zh: async () => (await import("../words/languages/zh/chinese.ts")).chinese,
};

/** Each language's own name, and its tag for `lang` and Intl. */
export const languageNames: Record<Language, { name: string; tag: string }> = {
  en: { name: "English", tag: "en" },
  de: { name: "Deutsch", tag: "de" },
  es: { name: "Español", tag: "es" },
  fr: { name: "Français", tag: "fr" },
  ja: { name: "日本語", tag: "ja" },
  ko: { name: "한국어", tag: "ko" },
  zh: { name: "简体中文", tag: "zh-Hans" },
};
