import { isLanguage, type Language } from "../../core/people/language.ts";
import { words } from "../words/words.ts";
import { guessLanguage } from "./guessLanguage.ts";
import { settleLanguage } from "./settleLanguage.ts";
import { copyWords, setWords } from "./setWords.ts";
import { spoken } from "./spoken.ts";
import { languageNames, translations } from "./translations.ts";

/** The language last used in this browser, for the pages before the sign-in. */
const lastKey = "multilabelfy-language";
/** The language that somebody has just chosen in this tab before the sign-in. */
const chosenKey = "multilabelfy-language-chosen";

/** A copy of the English words, kept once others have replaced them. */
let english: object | undefined;

/** Puts the words of a language in place. What is already on screen keeps its words. */
async function speak(language: Language): Promise<void> {
  if (language === spoken.language) return;
  // If the words cannot be loaded, the pages stay as they are.
  const translation = language === "en" ? {} : await translations[language]().catch(() => undefined);
  if (translation === undefined) return;
  english ??= copyWords(words);
  setWords(words, english);
  setWords(words, translation);
  spoken.language = language;
  document.documentElement.lang = languageNames[language].tag;
}

/** Sets the language before anything is shown: nobody is known yet. */
export const speakAtFirst = (): Promise<void> =>
  speak(chosenHere() ?? readStored("localStorage", lastKey) ?? guessed());

/**
 * Sets the language once it is known who is signed in, before their pages are shown: that of their account, or else the
 * one chosen before the sign-in. That choice ends here, so that it does not apply to others who sign in from this tab.
 *
 * @param own the language of their account
 * @param save stores a new one with it
 */
export async function speakTo(
  own: Language | null,
  save: (language: Language) => Promise<unknown>,
): Promise<void> {
  const { language, keep } = settleLanguage(own, chosenHere(), guessed());
  // If it could not be saved, it is tried again when the page is reloaded.
  if (!keep || (await save(language).then(isDone, isNotDone))) forgetChosen();
  store("localStorage", lastKey, language);
  await speak(language);
}

/** Forgets the choice: the next person to sign in from this tab chooses for themselves. */
export const forgetChosen = (): void => store("sessionStorage", chosenKey, null);

/** Somebody chooses before the sign-in: their account takes it over at the sign-in, if it has none. */
export function chooseBeforeSignIn(language: Language): void {
  store("sessionStorage", chosenKey, language);
  location.reload();
}

/** Somebody chose for their account, which already knows it. */
export function chooseForAccount(language: Language): void {
  forgetChosen();
  store("localStorage", lastKey, language);
  location.reload();
}

const chosenHere = () => readStored("sessionStorage", chosenKey);
const guessed = () => guessLanguage(navigator.languages);
const isDone = () => true;
const isNotDone = () => false;

type Place = "localStorage" | "sessionStorage";

/** Some browsers store nothing, and throw instead. */
function readStored(place: Place, key: string): Language | null {
  try {
    const stored = window[place].getItem(key);
    return isLanguage(stored) ? stored : null;
  } catch {
    return null;
  }
}

function store(place: Place, key: string, language: Language | null): void {
  try {
    if (language === null) window[place].removeItem(key);
    else window[place].setItem(key, language);
  } catch {}
}
