import { foundUnknown, type GroupedVotes, listYesSets, said, type VotedImage } from "./groupVotes.ts";

/** A label that some annotators of an image chose and others did not. */
export interface DisputedLabel {
  label: string;
  /** Images on which its annotators differ about it. */
  disputed: number;
  /** Of these, images on which nobody who left it out had seen it. */
  onlyUnseen: number;
  /** Of `onlyUnseen`, images on which all who chose it had found it by search; null where that is not known. */
  found: number | null;
  /** Only where `found` is null. */
  foundMissing?: string;
  /** Images with two or more annotators on which somebody chose it. */
  chosen: number;
}

/** Two labels of which one annotator chose the first alone and another the second alone. */
export interface DisputedPair {
  labels: [string, string];
  /** Images on which two annotators did so. */
  images: number;
  /** Of these, images on which nobody who left the one or the other out had seen it. */
  onlyUnseen: number;
  /** Of `onlyUnseen`, images on which such a label was found by search; null where that is not known. */
  found: number | null;
  /** Only where `found` is null. */
  foundMissing?: string;
  /** Images with two or more annotators on which somebody chose the one and somebody, the same or not, the other. */
  chosen: number;
}

/** Labels on which annotators of an image differ, those with the most images first. */
export function findDisputedLabels({ images, labels }: GroupedVotes): DisputedLabel[] {
  const rows = new Map<number, DisputedLabel & { number: number }>();
  for (const image of images) {
    if (image.annotators.length < 2) continue;
    for (const [column, number] of image.labels.entries()) {
      const { yes, seen, found } = countColumn(image, column);
      if (yes === 0) continue;
      const row = rows.get(number) ?? {
        number,
        label: labels[number]!,
        disputed: 0,
        onlyUnseen: 0,
        ...startOf(image),
        chosen: 0,
      };
      rows.set(number, row);
      row.chosen++;
      if (yes === image.annotators.length) continue;
      row.disputed++;
      if (seen !== yes) continue;
      row.onlyUnseen++;
      if (row.found !== null && found === yes) row.found++;
    }
  }
  return [...rows.values()]
    .filter(({ disputed }) => disputed > 0)
    .sort((a, b) => b.disputed - a.disputed || a.number - b.number)
    .map(({ number: _, ...row }) => row);
}

const startOf = ({ found }: VotedImage): { found: number | null; foundMissing?: string } =>
  found ? { found: 0 } : { found: null, foundMissing: foundUnknown };

function countColumn({ annotators, labels, answers, found }: VotedImage, column: number) {
  let yes = 0;
  let seen = 0;
  let foundByYes = 0;
  for (let row = 0; row < annotators.length; row++) {
    const cell = row * labels.length + column;
    const answer = answers[cell]!;
    if (answer === said.yes) yes++;
    if (answer === said.yes && found?.[cell] === 1) foundByYes++;
    if (answer !== said.nothing) seen++;
  }
  return { yes, seen, found: foundByYes };
}

/** Pairs of labels between which annotators of an image differ, those with the most images first. */
export function findDisputedPairs({ images, labels }: GroupedVotes): DisputedPair[] {
  const counts = new Map<number, Omit<DisputedPair, "labels">>();
  for (const image of images) {
    if (image.annotators.length < 2) continue;
    const sets = listYesSets(image).map((set) => new Set(set));
    const chosen = image.labels.filter((label) => sets.some((set) => set.has(label)));
    const columns = new Map(chosen.map((label) => [label, countColumn(image, image.labels.indexOf(label))]));
    for (const [at, a] of chosen.entries()) {
      for (const b of chosen.slice(at + 1)) {
        const key = a * labels.length + b;
        const nothing = { images: 0, onlyUnseen: 0, ...startOf(image), chosen: 0 };
        const count = counts.get(key) ?? nothing;
        counts.set(key, count);
        count.chosen++;
        if (sets.some((set) => set.has(a) && !set.has(b)) && sets.some((set) => set.has(b) && !set.has(a))) {
          count.images++;
          const unseen = [columns.get(a)!, columns.get(b)!].filter(({ yes, seen }) => yes === seen);
          if (unseen.length > 0) count.onlyUnseen++;
          if (count.found !== null && unseen.some(({ yes, found }) => yes === found)) count.found++;
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
