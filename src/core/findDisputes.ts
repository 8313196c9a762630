import { type GroupedVotes, listYesSets, said, type VotedImage } from "./groupVotes.ts";

/** A label that some annotators of an image chose and others did not. */
export interface DisputedLabel {
  label: string;
  /** Images on which its annotators differ about it. */
  disputed: number;
  /** Of these, images on which nobody who left it out had seen it. */
  onlyUnseen: number;
  /** Images with two or more annotators on which somebody chose it. */
  chosen: number;
}

/** Two labels of which one annotator chose the first alone and another the second alone. */
export interface DisputedPair {
  labels: [string, string];
  /** Images on which two annotators did so. */
  images: number;
  /** Images with two or more annotators on which somebody chose the one and somebody, the same or not, the other. */
  chosen: number;
}

/** Labels that annotators of an image differ about, those with the most images first. */
export function findDisputedLabels({ images, labels }: GroupedVotes): DisputedLabel[] {
  const rows = new Map<number, DisputedLabel & { number: number }>();
  for (const image of images) {
    if (image.annotators.length < 2) continue;
    for (const [column, number] of image.labels.entries()) {
      const { yes, seen } = countColumn(image, column);
      if (yes === 0) continue;
      const row = rows.get(number) ?? {
        number,
        label: labels[number]!,
        disputed: 0,
        onlyUnseen: 0,
        chosen: 0,
      };
      rows.set(number, row);
      row.chosen++;
      if (yes === image.annotators.length) continue;
      row.disputed++;
      if (seen === yes) row.onlyUnseen++;
    }
  }
  return [...rows.values()]
    .filter(({ disputed }) => disputed > 0)
    .sort((a, b) => b.disputed - a.disputed || a.number - b.number)
    .map(({ number: _, ...row }) => row);
}

function countColumn({ annotators, labels, answers }: VotedImage, column: number) {
  let yes = 0;
  let seen = 0;
  for (let row = 0; row < annotators.length; row++) {
    const answer = answers[row * labels.length + column]!;
    if (answer === said.yes) yes++;
    if (answer !== said.nothing) seen++;
  }
  return { yes, seen };
}

/** Pairs of labels between which annotators of an image differ, those with the most images first. */
export function findDisputedPairs({ images, labels }: GroupedVotes): DisputedPair[] {
  const counts = new Map<number, { images: number; chosen: number }>();
  for (const image of images) {
    if (image.annotators.length < 2) continue;
    const sets = listYesSets(image).map((set) => new Set(set));
    const chosen = image.labels.filter((label) => sets.some((set) => set.has(label)));
    for (const [at, a] of chosen.entries()) {
      for (const b of chosen.slice(at + 1)) {
        const key = a * labels.length + b;
        const count = counts.get(key) ?? { images: 0, chosen: 0 };
        counts.set(key, count);
        count.chosen++;
        if (sets.some((set) => set.has(a) && !set.has(b)) && sets.some((set) => set.has(b) && !set.has(a))) {
          count.images++;
        }
      }
    }
  }
  return [...counts]
    .filter(([, count]) => count.images > 0)
    .sort(([a, one], [b, other]) => other.images - one.images || a - b)
    .map(([key, count]) => ({
      labels: [labels[Math.floor(key / labels.length)]!, labels[key % labels.length]!],
      ...count,
    }));
}
