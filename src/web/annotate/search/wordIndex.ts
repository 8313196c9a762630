/** The words of a text as people type them: without case, accents and punctuation. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .match(/[\p{L}\p{N}]+/gu) ?? [];

interface Posting {
  /** Documents that hold the word, ascending. */
  documents: number[];
  /** How much the word counts in each. */
  weights: number[];
}

/** Typing errors allowed in a word: none in short words, to which everything is close. */
const errorsAllowed = (word: string) => (word.length < 4 || /\d/.test(word) ? 0 : word.length < 6 ? 1 : 2);

/**
 * An index from words to documents, for as-you-type search over tens of thousands of short texts: a query walks over
 * the documents that hold its words and, for typing errors, over the vocabulary.
 */
export function createWordIndex(documents: number) {
  const postings = new Map<string, Posting>();
  let sorted: { word: string; letters: number; posting: Posting }[] | undefined;

  const vocabulary = () =>
    (sorted ??= [...postings]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([word, posting]) => ({ word, letters: lettersOf(word), posting })));

  /** The words with this beginning, which are adjacent in the vocabulary. */
  function* beginningWith(start: string) {
    const all = vocabulary();
    let low = 0;
    for (let high = all.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (all[middle]!.word < start) low = middle + 1;
      else high = middle;
    }
    for (; low < all.length && all[low]!.word.startsWith(start); low++) yield all[low]!;
  }

  function* near(word: string) {
    const errors = errorsAllowed(word);
    const letters = lettersOf(word);
    for (const one of vocabulary()) {
      // An error removes or changes one letter, so the sets of letters rule out most words.
      if (bitsIn(letters & ~one.letters) > errors || one.word.length < word.length - errors) continue;
      const distance = errorsToPrefix(word, one.word, errors);
      if (distance <= errors) yield { ...one, distance };
    }
  }

  return {
    /**
     * Adds a document's words; `weight` says how much they count. If a word is added again, the larger weight counts.
     */
    add(document: number, words: Iterable<string>, weight: number): void {
      sorted = undefined;
      for (const word of words) {
        const posting = postings.get(word) ?? { documents: [], weights: [] };
        postings.set(word, posting);
        const last = posting.documents.length - 1;
        if (posting.documents[last] !== document) {
          posting.documents.push(document);
          posting.weights.push(weight);
        } else if (posting.weights[last]! < weight) posting.weights[last] = weight;
      }
    },

    /** Sorts the words, so that the first search does not have to. */
    prepare(): void {
      vocabulary();
    },

    /** The documents in which each word of the text begins a word (or nearly, if `forgiving`), best first. */
    search(text: string, { forgiving = false } = {}): number[] {
      const wanted = wordsOf(text);
      if (wanted.length === 0) return [];
      const scores = new Float64Array(documents);
      const matched = new Uint8Array(documents);
      const best = new Float64Array(documents);
      for (const [at, word] of wanted.entries()) {
        best.fill(0);
        for (const found of forgiving ? near(word) : beginningWith(word)) {
          const { documents: holding, weights } = found.posting;
          const rarity = Math.log(1 + documents / holding.length);
          const likeness = "distance" in found ? 1 / (1 + 2 * Number(found.distance)) : 1;
          const share =
            rarity * likeness * (0.5 + (0.5 * word.length) / Math.max(word.length, found.word.length));
          for (let i = 0; i < holding.length; i++) {
            const score = weights[i]! * share;
            if (score > best[holding[i]!]!) best[holding[i]!] = score;
          }
        }
        for (let document = 0; document < documents; document++) {
          if (matched[document] !== at || best[document] === 0) continue;
          matched[document] = at + 1;
          scores[document]! += best[document]!;
        }
      }
      const found: number[] = [];
      for (let document = 0; document < documents; document++) {
        if (matched[document] === wanted.length) found.push(document);
      }
      return found.sort((a, b) => scores[b]! - scores[a]! || a - b);
    },
  };
}

/** The letters in a word, one bit each; letters beyond a to z share bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let left = mask; left !== 0; left &= left - 1) bits++;
  return bits;
}

/**
 * Number of typing errors (a letter added, missing or changed, or two swapped) between a word and the nearest beginning
 * of another; counting stops beyond `max`.
 */
function errorsToPrefix(word: string, other: string, max: number): number {
  const width = Math.min(other.length, word.length + max);
  let before: number[] = [];
  let last = Array.from({ length: width + 1 }, (_, at) => at);
  for (let row = 1; row <= word.length; row++) {
    const now = [row];
    let min = row;
    for (let column = 1; column <= width; column++) {
      const same = word[row - 1] === other[column - 1];
      let cost = Math.min(last[column]! + 1, now[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      const swapped =
        row > 1 && column > 1 && word[row - 1] === other[column - 2] && word[row - 2] === other[column - 1];
      if (swapped) cost = Math.min(cost, before[column - 2]! + 1);
      now.push(cost);
      if (cost < min) min = cost;
    }
    if (min > max) return min;
    before = last;
    last = now;
  }
  return Math.min(...last);
}
