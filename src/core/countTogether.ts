/** Labels this far down an image's proposals are no longer taken for each other. */
const ranksCompared = 10;

/**
 * Counts, image by image, how often labels are proposed, and how often two of them for the same image, both among the
 * first ten.
 */
export function countTogether() {
  const images = new Map<number, number>();
  const together = new Map<number, Map<number, number>>();

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
      const first = labels.slice(0, ranksCompared);
      for (const label of first) {
        const known = others(label);
        for (const other of first) if (other !== label) count(known, other);
      }
    },

    /** On how many images each label is proposed. */
    images,

    /** The labels most often proposed with each label, the most frequent first, then by index. */
    *confusions(most: number): Generator<{ label: number; other: number; images: number }> {
      for (const [label, counts] of together) {
        const top = [...counts].sort(([a, one], [b, two]) => two - one || a - b).slice(0, most);
        for (const [other, images] of top) yield { label, other, images };
      }
    },
  };
}
