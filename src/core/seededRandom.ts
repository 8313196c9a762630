import { shuffle } from "./chance.ts";

/**
 * A repeatable source of random numbers in [0, 1): the same seed gives the same numbers everywhere.
 * The seed's text is hashed with FNV-1a, and the numbers are Mulberry32's; good for resampling. What must not be foretold
 * is drawn by `Chance`.
 */
export function seededRandom(seed: string | number): () => number {
  let state = 0x811c9dc5;
  for (const character of String(seed)) {
    state = Math.imul(state ^ (character.codePointAt(0) as number), 0x01000193);
  }
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in a random order that the seed decides. */
export const seededShuffle = <Item>(items: readonly Item[], seed: string | number): Item[] =>
  shuffle(items, seededRandom(seed));
