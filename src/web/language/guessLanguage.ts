import { isLanguage, type Language } from "../../core/people/language.ts";

/**
 * The first of the wanted languages that there is, as a browser names them ("ko-KR", "zh-Hans-CN"); English where there
 * is none. Chinese is written in simplified characters here: who wants the traditional ones gets what they want next.
 */
export function guessLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const { language, script } = read(tag);
    if (isLanguage(language) && script !== "Hant") return language;
  }
  return "en";
}

function read(tag: string): { language?: string; script?: string | undefined } {
  try {
    return new Intl.Locale(tag).maximize();
  } catch {
    // Some browsers are told to name what no rule knows.
    return {};
  }
}
