import { cutLargest } from "./cutLargest.ts";

/** What one person said of an image: the labels of its distinct objects, and which object is the main one. */
export interface ClassifyAnswer {
  /** Each once, at least one. */
  selected: readonly string[];
  /** One of them; undefined where it is no longer a label. */
  main: string | undefined;
}

export interface ObjectLabel {
  label: string;
  /** Of all ticks on labels of this object. */
  shareOfObject: number;
  /** Of all annotators. */
  shareOfAnnotators: number;
}

/** What an image holds, as many people see it together. */
export interface ImageObjects {
  /** The most frequent main label. */
  mainLabel: string;
  /** Labels that are names of the same thing; the one that most people ticked comes first, in both lists. */
  objects: ObjectLabel[][];
  /** Labels that stand in no object: there are several objects, and nobody ticked them together with another label. */
  unplaced: string[];
  /** Main answers by object. */
  mainVotes: number[];
  /** The object with the most main answers: its place in `objects`. */
  mainObject: number;
  /** The object that the original label names; null where it is in none. */
  originalObject: number | null;
  /** Whether no other partition sets more labels apart that people ticked together. */
  isLargestCut: boolean;
}

/**
 * Joins the answers to CLASSIFY on one image. There are as many objects as people ticked labels most often; labels that
 * people ticked together are different objects, so the labels are parted where most people did so (a maximal cut of the
 * graph whose edges count the people who ticked both).
 *
 * Ties: of both modes, what was met first; of cuts, the first in the order in which labels are ticked most often; of main
 * objects, the one that holds the main label, else the first.
 *
 * @param answers at least one
 * @param annotators everybody who was asked: more than answered, where some found no label
 * @throws RangeError where there is none, or none of them has a main label
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, appendix B
 */
export function findObjects(
  answers: readonly ClassifyAnswer[],
  original?: string,
  annotators: number = answers.length,
): ImageObjects {
  const named = answers.flatMap(({ main }) => main ?? []);
  const mainLabel = findMode(named);
  const objectCount = findMode(answers.map(({ selected }) => selected.length));
  const ticks = countBy(answers.flatMap(({ selected }) => selected));
  const mains = countBy(named);
  const met = [...ticks.keys()].sort((a, b) => ticks.get(b)! - ticks.get(a)!);
  const together = (one: string, other: string) =>
    one === other
      ? 0
      : answers.filter(({ selected }) => selected.includes(one) && selected.includes(other)).length;
  const isPlaced = (label: string) => objectCount === 1 || met.some((other) => together(label, other) > 0);
  const labels = met.filter(isPlaced);

  const { group, isLargest } = cutLargest(
    labels.map((one) => labels.map((other) => together(one, other))),
    objectCount,
  );
  const members = Array.from({ length: objectCount }, (_, object) =>
    labels.filter((_, at) => group[at] === object),
  );
  const sum = (counts: Map<string, number>, of: readonly string[]) =>
    of.reduce((total, label) => total + (counts.get(label) ?? 0), 0);
  const mainVotes = members.map((names) => sum(mains, names));
  const most = Math.max(...mainVotes);
  const tied = [...mainVotes.keys()].filter((object) => mainVotes[object] === most);
  const originalObject = members.findIndex((names) => original !== undefined && names.includes(original));
  return {
    mainLabel,
    objects: members.map((names) =>
      names.map((label) => ({
        label,
        shareOfObject: ticks.get(label)! / sum(ticks, names),
        shareOfAnnotators: ticks.get(label)! / annotators,
      })),
    ),
    unplaced: met.filter((label) => !isPlaced(label)),
    mainVotes,
    mainObject: tied.find((object) => members[object]!.includes(mainLabel)) ?? tied[0]!,
    originalObject: originalObject < 0 ? null : originalObject,
    isLargestCut: isLargest,
  };
}

/** How often each value occurs, in the order in which they were met. */
function countBy<Value>(values: readonly Value[]): Map<Value, number> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The most frequent value; of several, the one that was met first. @throws RangeError where there is none */
function findMode<Value>(values: readonly Value[]): Value {
  const [first, ...rest] = countBy(values);
  if (first === undefined) throw new RangeError("There is no answer.");
  return rest.reduce((best, entry) => (entry[1] > best[1] ? entry : best), first)[0];
}
