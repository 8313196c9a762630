import { type SetSimilarity, similarityToAll } from "../metrics/similarityToAll.ts";
import { countShared } from "./countShared.ts";

export interface KrippendorffAlpha {
  /** Units with two or more answers: the only ones that count. */
  units: number;
  /** Mean distance of answers to the same unit; null without units. */
  observed: number | null;
  /** Mean distance of any two answers, whatever their unit; null without units. */
  expected: number | null;
  /** 1 - observed / expected; null without units, or where all answers are the same. */
  alpha: number | null;
  /** Per unit of the input: what the interval of alpha is resampled from. Zeros where a unit does not count. */
  terms: AlphaTerms[];
}

export interface AlphaTerms {
  answers: number;
  /** Sum over the unit's answers of the mean distance to the unit's other answers. */
  within: number;
  /** Sum over the unit's answers of the mean distance to all other answers of all units. */
  toAll: number;
}

/**
 * Krippendorff's alpha of answers that are sets, for any number of annotators and units of unequal size.
 *
 * @param units per unit (image) its answers; an answer is a set of labels, ascending, each once
 * @param similarity `jaccard` or `masi`; the distance is 1 less it
 * @see Krippendorff (2019), Content analysis, chapter 12; with MASI Passonneau (2006)
 */
export function krippendorffAlpha(
  units: readonly (readonly (readonly number[])[])[],
  similarity: SetSimilarity,
): KrippendorffAlpha {
  const { sets, counts, ids } = collectSets(units);
  const toAll = similarityToAll(sets, counts, similarity);
  const answers = counts.reduce((sum, count) => sum + count, 0);
  let withinAll = 0;
  let toAllAll = 0;
  const terms = ids.map((unit) => {
    const within =
      unit.length < 2
        ? 0
        : meanDistances(
            unit.map((id) => sets[id]!),
            similarity,
          );
    const away = unit.reduce((sum, id) => sum + (answers - toAll[id]!), 0) / Math.max(1, answers - 1);
    withinAll += within;
    toAllAll += away;
    return { answers: unit.length, within, toAll: away };
  });
  const counted = terms.filter((term) => term.answers > 0).length;
  if (counted === 0) return { units: 0, observed: null, expected: null, alpha: null, terms };
  const alpha = sets.length === 1 ? null : 1 - withinAll / toAllAll;
  return { units: counted, observed: withinAll / answers, expected: toAllAll / answers, alpha, terms };
}

/** The different sets, how often each occurs, and per unit the sets' numbers; none where it has a single answer. */
function collectSets(units: readonly (readonly (readonly number[])[])[]) {
  const sets: (readonly number[])[] = [];
  const counts: number[] = [];
  const known = new Map<string, number>();
  const ids = units.map((unit) => {
    if (unit.length < 2) return [];
    return unit.map((set) => {
      const key = set.join();
      const id = known.get(key) ?? sets.push(set) - 1;
      known.set(key, id);
      counts[id] = (counts[id] ?? 0) + 1;
      return id;
    });
  });
  return { sets, counts, ids };
}

/** Sum over the sets of each one's mean distance to the others. */
function meanDistances(sets: readonly (readonly number[])[], similarity: SetSimilarity): number {
  let distances = 0;
  for (const [at, a] of sets.entries()) {
    for (let other = 0; other < at; other++) {
      const b = sets[other]!;
      distances += 1 - (a === b ? 1 : similarity(a.length, b.length, countShared(a, b)));
    }
  }
  return (2 * distances) / (sets.length - 1);
}
