import { expectedTogether, isAboveChance } from "./isAboveChance.ts";

/** Labels this far down an image's proposals are no longer taken for each other. */
const ranksCompared = 10;

/** Two labels that are proposed together well above chance. */
export interface ProposedTogether {
  label: number;
  other: number;
  /** For how many images both are proposed. */
  images: number;
  /** For how many it would be by chance. */
  expected: number;
}

/**
 * Counts, image by image, how often labels are proposed, and how often two of them for the same image, both among the
 * first ten.
 */
export function countTogether() {
  const images = new Map<number, number>();
  const together = new Map<number, Map<number, number>>();
  /** Of the images whose pairs are counted: how many, and for how many of them each label is among the first ten. */
  let compared = 0;
  const among = new Map<number, number>();

  const count = (counts: Map<number, number>, label: number) =>
    counts.set(label, (counts.get(label) ?? 0) + 1);
  const others = (label: number) => {
    const known = together.get(label) ?? new Map<number, number>();
    together.set(label, known);
    return known;
  };

  return {
    /**
     * @param labels an image's proposals, the likeliest first
     * @param pairs false: count the labels alone, which is quicker
     */
    add(labels: readonly number[], pairs: boolean): void {
      for (const label of labels) count(images, label);
      if (!pairs) return;
      compared++;
      const first = labels.slice(0, ranksCompared);
      for (const label of first) {
        count(among, label);
        const known = others(label);
        for (const other of first) if (other !== label) count(known, other);
      }
    },

    /** On how many images each label is proposed. */
    images,

    /**
     * The labels proposed with each label well above chance (`isAboveChance`), those on the most images first, then by
     * index.
     */
    *confusions(max: number): Generator<ProposedTogether> {
      for (const [label, counts] of together) {
        const found = [...counts]
          .map(([other, images]) => ({
            label,
            other,
            images,
            in: { one: among.get(label)!, other: among.get(other)!, images: compared },
          }))
          .filter((pair) => isAboveChance({ together: pair.images, ...pair.in, tests: counts.size }))
          .sort((a, b) => b.images - a.images || a.other - b.other);
        for (const { in: chances, ...pair } of found.slice(0, max))
          yield { ...pair, expected: expectedTogether(chances) };
      }
    },
  };
}
