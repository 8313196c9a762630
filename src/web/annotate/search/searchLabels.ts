import type { NotedLabel } from "../../../contract/labels/labelSpace.ts";
import { meaningOf, singularOf } from "./meaningOf.ts";
import { createWordIndex, wordsOf } from "./wordIndex.ts";

/** Finds labels, the best first. */
export type LabelSearch = (text: string) => number[];

/** The most labels found. */
export const maxFound = 50;
/** If fewer labels are found, words with typing errors are searched, too. */
const enough = 10;
/** Shorter texts begin words in too many definitions to be useful. */
const shortestForDefinitions = 3;
/** Labels per step of the preparation: a few milliseconds, so that no key press waits longer. */
const labelsPerStep = 200;
const weights = { name: 6, synonyms: 3, definition: 1 };

/**
 * Finds labels by name, synonym, id, number, definition or note; exact names come first, then names that begin with the
 * text. Forgives typing errors in words of four letters or more, even unfinished ones, which MiniSearch 7.2 does not:
 * of 100 ImageNet names, two thirds typed with an error, it ranked 39 first, this index 75.
 */
export function createLabelSearch(labels: readonly NotedLabel[]): LabelSearch {
  const index = createWordIndex(labels.length);
  addTo(index, labels, 0, labels.length);
  index.prepare();
  return searchWith(findByName(labels), labels, index);
}

/** The same, prepared in small steps that do not block the page; until then, only names and synonyms are found. */
export function prepareLabelSearch(labels: readonly NotedLabel[]): {
  now: LabelSearch;
  whole: Promise<LabelSearch>;
} {
  const byName = findByName(labels);
  return { now: (text) => byName(text).slice(0, maxFound), whole: makeInSteps(labels, byName) };
}

async function makeInSteps(labels: readonly NotedLabel[], byName: LabelSearch): Promise<LabelSearch> {
  const index = createWordIndex(labels.length);
  for (let first = 0; first < labels.length; first += labelsPerStep) {
    addTo(index, labels, first, Math.min(labels.length, first + labelsPerStep));
    await new Promise((resolve) => setTimeout(resolve));
  }
  index.prepare();
  return searchWith(byName, labels, index);
}

type WordIndex = ReturnType<typeof createWordIndex>;

function addTo(index: WordIndex, labels: readonly NotedLabel[], from: number, to: number): void {
  for (let at = from; at < to; at++) {
    const { name, synonyms, definition, note } = labels[at]!;
    index.add(at, wordsOf(name), weights.name);
    for (const synonym of synonyms) index.add(at, wordsOf(synonym), weights.synonyms);
    index.add(at, wordsOf(note === undefined ? definition : `${definition} ${note}`), weights.definition);
  }
}

function searchWith(byName: LabelSearch, labels: readonly NotedLabel[], index: WordIndex): LabelSearch {
  return (text) => {
    const found = new Set(byName(text));
    const add = (forgiving: boolean) => {
      for (const at of index.search(text, { forgiving })) {
        if (found.size >= maxFound) return;
        found.add(labels[at]!.index);
      }
    };
    if (text.trim().length >= shortestForDefinitions) {
      if (found.size < maxFound) add(false);
      if (found.size < enough) add(true);
    }
    return [...found].slice(0, maxFound);
  };
}

/**
 * Labels that have this name, number, synonym or id, that it means in everyday words, with the word in their name, that
 * are a kind of it; then those whose name begins with it, whose words have these initials, with a synonym or id that
 * begins with it, or with a word that does.
 */
function findByName(labels: readonly NotedLabel[]): LabelSearch {
  const rows = labels.map(({ index, name, synonyms, key, hypernyms }) => ({
    index,
    number: String(index),
    names: [name, ...synonyms, key].map((one) => one.toLowerCase()),
    kinds: hypernyms.map((one) => one.toLowerCase()),
    initials: initialsOf(name),
  }));
  const lengths = Object.fromEntries(labels.map(({ index, name }) => [index, name.length]));
  const byName = new Map(labels.map(({ index, name }) => [name, index]));
  // If a label has its own name in the person's language, its main name, which everyday words refer to, is the first
  // synonym.
  for (const { index, names, synonyms } of labels)
    if (names && synonyms[0] !== undefined && !byName.has(synonyms[0])) byName.set(synonyms[0], index);
  return (text) => {
    const wanted = text.trim().toLowerCase();
    if (wanted === "") return [];
    const single = singularOf(wanted);
    const isUnspaced = unspaced.test(wanted);
    const tiers: number[][] = [[], [], [], [], [], [], [], [], []];
    tiers[2] = meaningOf(wanted).flatMap((name) => byName.get(name) ?? []);
    for (const row of rows) {
      const { index, number, names, kinds, initials } = row;
      let tier = number === wanted ? 0 : tiers.length;
      for (const [at, name] of names.entries()) {
        if (name === single) tier = Math.min(tier, at === 0 ? 0 : 1);
        else if (at === 0 && hasWord(name, single)) tier = Math.min(tier, 3);
        const place = name.indexOf(wanted);
        if (place < 0) continue;
        if (name.length === wanted.length) tier = Math.min(tier, at === 0 ? 0 : 1);
        else if (at === 0 && hasWord(name, wanted)) tier = Math.min(tier, 3);
        else if (place === 0) tier = Math.min(tier, at === 0 ? 5 : 7);
        else if (name.includes(` ${wanted}`) || isUnspaced) tier = Math.min(tier, 8);
      }
      if (initials === wanted) tier = Math.min(tier, 6);
      if (tier > 4 && (kinds.includes(wanted) || kinds.includes(single))) tier = 4;
      tiers[tier]?.push(index);
    }
    // Of names that only begin with the text, short ones come first: more of them is already typed.
    const found = tiers.flatMap((tier, at) =>
      at < 5 ? tier : tier.toSorted((a, b) => lengths[a]! - lengths[b]!),
    );
    return [...new Set(found)];
  };
}

/** Scripts written without spaces, or joining what other languages separate: a word may begin anywhere. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** "tl" for "table lamp"; null for a single word. Text in brackets is ignored. */
function initialsOf(name: string): string | null {
  const parts = wordsOf(name.split("(")[0] ?? "");
  return parts.length > 1 ? parts.map((word) => word[0]).join("") : null;
}

/** Whether a text contains a whole word: the s of "potter's" is none. */
function hasWord(text: string, word: string): boolean {
  const isLetter = (at: number) => /[\p{L}\p{N}'’]/u.test(text[at] ?? "");
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (!isLetter(at - 1) && !isLetter(at + word.length)) return true;
  return false;
}
