/** On how many images a label stands. */
export interface LabelCount {
  label: string;
  images: number;
  /** Share of all images. */
  share: number;
}

/** Two labels on the same images. */
export interface LabelPair {
  labels: [string, string];
  /** Images that hold both. */
  images: number;
  /** Images that hold the first, and those that hold the second: the denominators of the shares. */
  imagesOfEach: [number, number];
  /** Share of the images of the first that also hold the second, and the other way round. */
  shares: [number, number];
  /** How many times as often as if the labels were independent: images * all / (first * second). */
  lift: number;
}

/**
 * Images per label, those with the most images first.
 * @param sets per image its labels, each once
 */
export function countLabels(sets: readonly (readonly string[])[]): LabelCount[] {
  return [...countEach(sets)]
    .sort(([a, one], [b, other]) => other - one || compareLabels(a, b))
    .map(([label, images]) => ({ label, images, share: images / sets.length }));
}

/**
 * Pairs of labels that occur together, those with the most images first; each pair once, the label with fewer images
 * first, so that the first share is the greater.
 * @param sets per image its labels, each once
 */
export function countLabelPairs(sets: readonly (readonly string[])[]): LabelPair[] {
  const single = countEach(sets);
  const names = [...single.keys()].sort((a, b) => single.get(a)! - single.get(b)! || compareLabels(a, b));
  const numberOf = new Map(names.map((name, number) => [name, number]));
  const together = new Map<number, number>();
  for (const set of sets) {
    const numbers = set.map((label) => numberOf.get(label)!).sort((a, b) => a - b);
    for (const [at, first] of numbers.entries()) {
      for (const second of numbers.slice(at + 1)) {
        const key = first * names.length + second;
        together.set(key, (together.get(key) ?? 0) + 1);
      }
    }
  }
  return [...together]
    .sort(([a, one], [b, other]) => other - one || a - b)
    .map(([key, images]) => {
      const labels: [string, string] = [names[Math.floor(key / names.length)]!, names[key % names.length]!];
      const [first, second] = [single.get(labels[0])!, single.get(labels[1])!];
      const lift = (images * sets.length) / (first * second);
      return {
        labels,
        images,
        imagesOfEach: [first, second],
        shares: [images / first, images / second],
        lift,
      };
    });
}

function countEach(sets: readonly (readonly string[])[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const set of sets) for (const label of set) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}

/** Numbers by their value, and before other names. */
export function compareLabels(a: string, b: string): number {
  const [one, other] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (one && other) return Number(a) - Number(b);
  if (one !== other) return one ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
