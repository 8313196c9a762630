import { describe, expect, it } from "vitest";
import { languages } from "../../../core/people/language.ts";
import { guessLanguage } from "../../language/guessLanguage.ts";
import { copyWords, setWords } from "../../language/setWords.ts";
import { languageNames, translations } from "../../language/translations.ts";
import { words } from "../words.ts";
import type { numbersIn } from "./numbersIn.ts";

type Say = (...given: unknown[]) => string;
type Leaf = string | Say;

/** Parts of areas that leads alone read, and so stay English. */
const forLeads =
  /^(contains\.lead|qualification\.lead|review\.lead|severity\.lead|auditSample\.draw|vote\.settling|shell\.(areas|pages|copy)|security\.(kinds|nobody|commandLine|sessions\.systems)|tokens\.choices|failures\.no(Canvas|Png)|(gold|guideline|home|images|inbox|labels|people|rulings|rulingEffect)\..*|talk\.none$)/;

/** What may read as in English: names, signs, and words that the languages share. */
const shared: Record<string, RegExp> = {
  all: /^(\W|\d)*$|^(Wikipedia|SVG|PNG|CSV|Passkeys?|Esc|Enter|Ctrl K|Zoom|OK)$/,
  de: /^(Labels?|Original|Pilot|Name|Person|Auto|Code|Offline|Version)$/,
  es: /^(Original|No|Auto)$/,
  fr: /^(Page|Image|Vote|Original|Version|photos|Auto|× *pixels)$/,
};
/** By path: a form word that happens to be the same. */
const sameAt: Record<string, RegExp> = {
  de: /^(annotate\.(unknownLabel|spoken\.group|groups\.title)|labelSpace\.unknown|guideline\.version)$/,
};

function* leavesOf(texts: object, path = ""): Generator<[path: string, leaf: Leaf]> {
  for (const [key, value] of Object.entries(texts)) {
    const at = path === "" ? key : `${path}.${key}`;
    if (typeof value === "object" && value !== null) yield* leavesOf(value, at);
    else if (typeof value === "string" || typeof value === "function") yield [at, value as Leaf];
  }
}

const english = new Map(leavesOf(words));

/** What a parameter may be: numbers do for names, too; the others are for what asks for more. */
const candidates: readonly ((at: number) => unknown)[] = [
  (at) => 23 + 14 * at,
  (at) => `Name${at}`,
  () => "same-both",
  () => ["Aa", "Bb"],
  () => ({ images: 23, expected: 1.5 }),
];

const isSane = (text: unknown) =>
  typeof text === "string" && !/NaN|undefined|\[object/.test(text) && text.trim() !== "";

/** Calls a function of words; what it throws is no text. */
function say(leaf: Say, given: readonly unknown[]): unknown {
  try {
    return leaf(...given);
  } catch (thrown) {
    return thrown;
  }
}

/** Values that the English words make a text of. */
function argumentsFor(leaf: Say): unknown[] {
  const counts = new Array<number>(leaf.length).fill(0);
  for (;;) {
    const given = counts.map((candidate, at) => candidates[candidate]!(at));
    if (isSane(say(leaf, given))) return given;
    let at = counts.length - 1;
    while (at >= 0 && counts[at] === candidates.length - 1) counts[at--] = 0;
    if (at < 0) throw new Error(`No arguments found for ${leaf}`);
    counts[at]!++;
  }
}

const others = languages.filter((language) => language !== "en");

describe.each(others)("%s", async (language) => {
  const translation = await translations[language]();
  const translated = new Map(leavesOf(translation));
  const { numbers } = (await import(`./${language}/numbers.ts`)) as {
    numbers: ReturnType<typeof numbersIn>;
  };
  const isShared = (text: string, path: string) =>
    shared.all!.test(text) || shared[language]?.test(text) || sameAt[language]?.test(path);

  it("has every word of its areas, and none that English has not", () => {
    const missing = [...english.keys()].filter(
      (path) => path.split(".")[0]! in translation && !translated.has(path) && !forLeads.test(path),
    );
    expect(missing).toEqual([]);
    for (const [path, leaf] of translated)
      expect([path, typeof leaf]).toEqual([path, typeof english.get(path)]);
  });

  it("leaves nothing in English by accident", () => {
    const same = [...translated].filter(([path, leaf]) => {
      const original = english.get(path)!;
      if (typeof leaf === "string") return leaf === original && !isShared(leaf, path);
      const given = argumentsFor(original as Say);
      const text = leaf(...given);
      const frame = given.flat().reduce<string>((left, one) => left.replaceAll(String(one), ""), text);
      return text === (original as Say)(...given) && !isShared(frame.trim(), path);
    });
    expect(same.map(([path]) => path)).toEqual([]);
  });

  it("says something for every count, and tells what it is told", () => {
    for (const [path, leaf] of translated) {
      if (typeof leaf === "string") {
        expect([path, leaf.trim()]).not.toEqual([path, ""]);
        continue;
      }
      const original = english.get(path) as Say;
      const given = argumentsFor(original);
      const [text, inEnglish] = [leaf(...given), original(...given)];
      const told = given.map(String).filter((one) => inEnglish.includes(one));
      expect([path, told.filter((one) => !text.includes(one))]).toEqual([path, []]);
      for (const count of [0, 1, 2, 5, 1_000_000]) {
        const counted = given.map((one) => (typeof one === "number" ? count : one));
        if (isSane(say(original, counted))) expect([path, isSane(say(leaf, counted))]).toEqual([path, true]);
      }
    }
  });

  it("calls a button by the word that stands on it", () => {
    const { fit, fitLabel } = translation.annotate.stage;
    expect(fitLabel.toLowerCase()).toContain(fit.toLowerCase());
  });

  it("has a form for every plural of its grammar", () => {
    const { pluralCategories } = new Intl.PluralRules(languageNames[language].tag).resolvedOptions();
    expect(Object.keys(numbers.forms).toSorted()).toEqual(pluralCategories.toSorted());
    expect(numbers.tag).toBe(languageNames[language].tag);
    for (const ms of [300, 12_400, 80_000, 12_000_000]) expect(numbers.duration(ms)).toMatch(/^\D*\d+/);
  });
});

it("takes the first language that a browser wants and that there is", () => {
  expect(guessLanguage(["de-AT", "en"])).toBe("de");
  expect(guessLanguage(["nl-NL", "de"])).toBe("de");
  expect(guessLanguage(["en-GB", "de"])).toBe("en");
  expect(guessLanguage(["zh-TW", "de"])).toBe("de");
  expect(guessLanguage(["zh-CN"])).toBe("zh");
  expect(guessLanguage(["ko-KR", "en"])).toBe("ko");
  expect(guessLanguage(["xx", "not a tag"])).toBe("en");
  expect(guessLanguage([])).toBe("en");
});

it("puts words in the place of others, for whoever holds a part of them", () => {
  const texts = {
    area: { text: "Submit", say: (name: string) => `Hello ${name}`, lead: "Batches" },
    list: ["a"],
  };
  const before = copyWords(texts);
  const held = texts.area;
  setWords(texts, { area: { text: "Absenden", say: (name: string) => `Hallo ${name}` } });
  expect([held.text, held.say("Ann"), held.lead]).toEqual(["Absenden", "Hallo Ann", "Batches"]);
  setWords(texts, before);
  expect([held.text, held.say("Ann"), texts.list]).toEqual(["Submit", "Hello Ann", ["a"]]);
});
