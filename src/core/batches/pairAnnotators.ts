import { type Chance, shuffle, within } from "../chance.ts";

/**
 * Who works on which batch, so that nobody gets more than one batch more than another and partners differ by design.
 *
 * Two people a batch are an exact design: every pair shares as many batches as any other, or one more. With three or
 * more a batch such designs rarely exist; the best of several tries is taken.
 *
 * @returns for each batch its annotators
 */
export function pairAnnotators(
  annotators: readonly string[],
  { batches, overlap, chance }: { batches: number; overlap: number; chance: Chance },
): string[][] {
  const people = shuffle(annotators, chance("annotators"));
  if (overlap === 2) {
    const pairs = balancedPairs(people.length, batches).map(([a, b]) => [people[a]!, people[b]!]);
    return shuffle(pairs, chance("pairs"));
  }
  const tries = Array.from({ length: overlap === 1 ? 1 : 20 }, (_, attempt) =>
    spreadGreedily(people, { batches, overlap, chance: within(chance, String(attempt)) }),
  );
  return tries.reduce((best, next) => (pairSpread(people, next) < pairSpread(people, best) ? next : best));
}

/**
 * As many pairs of the numbers below `people` as there are batches: all pairs occur equally often up to one, and so
 * do all numbers. The numbers stand on a circle; the pairs at one distance are a cycle that holds everybody twice,
 * those opposite each other hold everybody once, and neighbours are left for the part of a cycle.
 */
function balancedPairs(people: number, batches: number): [number, number][] {
  const at = (distance: number, count = people) =>
    Array.from({ length: count }, (_, first): [number, number] => [first, (first + distance) % people]);
  const opposite = people % 2 === 0 ? at(people / 2, people / 2) : [];
  const neighbours = people > 2 ? at(1) : [];
  const cycles = Array.from({ length: Math.max(0, Math.ceil(people / 2) - 2) }, (_, index) => at(index + 2));
  const all = [...cycles.flat(), ...opposite, ...neighbours];

  const found = Array.from({ length: Math.floor(batches / all.length) }, () => all).flat();
  let left = batches % all.length;
  for (const part of [...cycles, ...(left >= people * (cycles.length + 1) ? [neighbours] : [])]) {
    if (left < people) break;
    found.push(...part);
    left -= people;
    if (part === neighbours) return [...found, ...opposite.slice(0, left)];
  }
  if (opposite.length > 0 && left >= opposite.length) {
    found.push(...opposite);
    left -= opposite.length;
  }
  // Every other pair of neighbours shares nobody: taken, or left out where that is fewer.
  const apart = neighbours.filter(([first]) => first % 2 === 0 && first + 1 < people);
  if (left <= apart.length) return [...found, ...apart.slice(0, left)];
  const without = new Set(apart.slice(0, people - left));
  return [...found, ...neighbours.filter((pair) => !without.has(pair))];
}

/** The least loaded first; among them whoever has worked least with those already chosen. */
function spreadGreedily(
  people: readonly string[],
  { batches, overlap, chance }: { batches: number; overlap: number; chance: Chance },
): string[][] {
  const load = new Map(people.map((person) => [person, 0]));
  const together = new Map<string, number>();
  return Array.from({ length: batches }, (_, index) => {
    const chosen: string[] = [];
    const candidates = shuffle(people, chance(String(index)));
    while (chosen.length < overlap) {
      const cost = (person: string) =>
        (load.get(person) ?? 0) * 1e6 +
        chosen.reduce((sum, other) => sum + (together.get(pairKey(person, other)) ?? 0) ** 2, 0);
      const next = candidates
        .filter((person) => !chosen.includes(person))
        .reduce((best, person) => (cost(person) < cost(best) ? person : best));
      for (const other of chosen) {
        together.set(pairKey(next, other), (together.get(pairKey(next, other)) ?? 0) + 1);
      }
      load.set(next, (load.get(next) ?? 0) + 1);
      chosen.push(next);
    }
    return chosen;
  });
}

const pairKey = (a: string, b: string) => (a < b ? `${a}\n${b}` : `${b}\n${a}`);

/** How many batches the pair that shares most shares more than the one that shares least. */
export function pairSpread(people: readonly string[], batches: readonly (readonly string[])[]): number {
  const together = new Map<string, number>();
  people.forEach((a, index) => {
    for (const b of people.slice(index + 1)) together.set(pairKey(a, b), 0);
  });
  for (const chosen of batches) {
    chosen.forEach((a, index) => {
      for (const b of chosen.slice(index + 1))
        together.set(pairKey(a, b), (together.get(pairKey(a, b)) ?? 0) + 1);
    });
  }
  const counts = [...together.values()];
  return counts.length === 0 ? 0 : Math.max(...counts) - Math.min(...counts);
}
