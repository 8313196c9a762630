import type { NotedLabel } from "../../../contract/labels/labelSpace.ts";
import { createWordIndex, wordsOf } from "./wordIndex.ts";

/** Finds labels, the best first. */
export type LabelSearch = (text: string) => number[];

/** Labels found, at most. */
export const maxFound = 50;
/** With fewer labels than these, words with typing errors are looked for, too. */
const enough = 10;
/** Shorter texts begin words in too many definitions to tell anything. */
const shortestForDefinitions = 3;
/** Labels per step of the preparation: a few milliseconds, so that no key press waits longer. */
const labelsPerStep = 200;
const weights = { name: 6, synonyms: 3, definition: 1 };

/**
 * Finds labels by name, synonym, id, number, definition or note; what is named so, and then what begins so, comes first.
 * Forgives typing errors in words of four letters or more, also in words that are not written to their end: that is
 * what MiniSearch 7.2 does not find (first for 39 of 100 names of ImageNet of which two thirds were typed with an error,
 * 75 here), and why the index is our own.
 */
export function createLabelSearch(labels: readonly NotedLabel[]): LabelSearch {
  const index = createWordIndex(labels.length);
  addTo(index, labels, 0, labels.length);
  index.prepare();
  return searchWith(findByName(labels), labels, index);
}

/** The same, made in small steps that let the page go on; until then, names and synonyms are found. */
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

/** Labels whose name or number is the text, then those whose synonym or id is, then those in which one begins with it, then a word of one. */
function findByName(labels: readonly NotedLabel[]): LabelSearch {
  const rows = labels.map(({ index, name, synonyms, key }) => ({
    index,
    number: String(index),
    names: [name, ...synonyms, key].map((one) => one.toLowerCase()),
  }));
  return (text) => {
    const wanted = text.trim().toLowerCase();
    if (wanted === "") return [];
    const tiers: number[][] = [[], [], [], [], []];
    for (const { index, number, names } of rows) {
      let tier = number === wanted ? 0 : 5;
      for (let at = 0; at < names.length; at++) {
        const name = names[at]!;
        const place = name.indexOf(wanted);
        if (place < 0) continue;
        if (place > 0) {
          if (tier > 4 && name.includes(` ${wanted}`)) tier = 4;
        } else if (name.length === wanted.length) tier = Math.min(tier, at === 0 ? 0 : 1);
        else tier = Math.min(tier, at === 0 ? 2 : 3);
      }
      tiers[tier]?.push(index);
    }
    return tiers.flat();
  };
}
