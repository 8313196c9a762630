import { isLanguage, type Language } from "../../core/people/language.ts";
import { words } from "../words/words.ts";
import { guessLanguage } from "./guessLanguage.ts";
import { settleLanguage } from "./settleLanguage.ts";
import { copyWords, setWords } from "./setWords.ts";
import { spoken } from "./spoken.ts";
import { languageNames, translations } from "./translations.ts";

/** The language that was last read in this browser: for the pages before the sign-in. */
const lastKey = "multilabelfy-language";
/** The language that somebody has just chosen before the sign-in, in this tab. */
const chosenKey = "multilabelfy-language-chosen";

/** Kept once other words have taken their place. */
let english: object | undefined;

/** Puts the words of a language in place. What is on screen already keeps its words. */
async function speak(language: Language): Promise<void> {
  if (language === spoken.language) return;
  // Where the words cannot be had, the pages stay as they are.
  const translation = language === "en" ? {} : await translations[language]().catch(() => undefined);
  if (translation === undefined) return;
  english ??= copyWords(words);
  setWords(words, english);
  setWords(words, translation);
  spoken.language = language;
  document.documentElement.lang = languageNames[language].tag;
}

/** Before anything is shown: nobody is known yet. */
export const speakAtFirst = (): Promise<void> =>
  speak(chosenHere() ?? readStored("localStorage", lastKey) ?? guessed());

/**
 * Once it is known who is signed in, and before their pages are shown: in the language of their account, or else in what
 * was chosen before the sign-in. That choice ends here, so that nobody else who signs in from this tab has it.
 *
 * @param own the language of their account
 * @param save stores another with it
 */
export async function speakTo(
  own: Language | null,
  save: (language: Language) => Promise<unknown>,
): Promise<void> {
  const { language, keep } = settleLanguage(own, chosenHere(), guessed());
  // What could not be saved is tried again when the page is loaded anew.
  if (!keep || (await save(language).then(isDone, isNotDone))) forgetChosen();
  store("localStorage", lastKey, language);
  await speak(language);
}

/** Whoever signs in next from this tab chooses for themselves. */
export const forgetChosen = (): void => store("sessionStorage", chosenKey, null);

/** Somebody chooses before the sign-in: their account has it once they have signed in here, if it has none. */
export function chooseBeforeSignIn(language: Language): void {
  store("sessionStorage", chosenKey, language);
  location.reload();
}

/** Somebody has chosen for their account, which knows it by now. */
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

/** Some browsers keep nothing, and say so by an error. */
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
