import { isLanguage, type Language } from "../../core/people/language.ts";

/**
 * The first wanted language that is available, as a browser names them ("ko-KR", "zh-Hans-CN"); English if there is
 * none. Chinese is available in simplified characters only: for traditional ones, the next wanted language is used.
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
    // Some browsers are set to names that no rule knows.
    return {};
  }
}
