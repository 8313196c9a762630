/**
 * A source of chance: for each purpose, numbers in [0, 1) that are the same each time they are asked for. Those of a
 * project follow from a key that nobody can read (db/sql/chance.ts), so that nothing that is drawn can be foretold from
 * what a page shows, the dataset or this code.
 */
export type Chance = (purpose: string) => () => number;

/** The same source for what has a purpose in common. */
export const within =
  (chance: Chance, common: string): Chance =>
  (purpose) =>
    chance(`${common}\n${purpose}`);

/** The items in a random order (Fisher and Yates). */
export function shuffle<Item>(items: readonly Item[], random: () => number): Item[] {
  const shuffled = [...items];
  for (let last = shuffled.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [shuffled[last], shuffled[other]] = [shuffled[other] as Item, shuffled[last] as Item];
  }
  return shuffled;
}
