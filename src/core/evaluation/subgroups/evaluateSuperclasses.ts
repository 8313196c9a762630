import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import type { LabelledObjects } from "../../classify/evaluateOnObjects.ts";
import { labelsBeside } from "../../classify/findCooccurrence.ts";
import type { EvaluatedShare } from "../evaluatedNumbers.ts";
import { shareOf } from "../evaluateShares.ts";

/** Groups of labels, such as dogs, birds and vehicles. */
export interface Superclasses {
  names: readonly string[];
  /** The group of each label index; undefined where it is in none. */
  groupOf: (label: number) => number | undefined;
}

/**
 * Groups of labels by hypernyms: of each label, the ancestor at a level, where the most general one is at level 1.
 * @param hypernyms of each label, from the nearest to the most general
 */
export function groupByHypernyms(hypernyms: readonly (readonly string[])[], level: number): Superclasses {
  const ancestors = hypernyms.map((names) => names.at(-Math.min(level, names.length)));
  const names = [...new Set(ancestors.filter((name) => name !== undefined))].sort();
  const place = new Map(names.map((name, at) => [name, at]));
  return {
    names,
    groupOf: (label) => {
      const name = ancestors[label];
      return name === undefined ? undefined : place.get(name);
    },
  };
}

/** Who takes one group for another. */
export interface SuperclassConfusion {
  /** A model's name; null for people. */
  model: string | null;
  /** Images by group of the original label (rows) and of what was said (columns). */
  counts: number[][];
  /** What was said is of the original label's group, of all images where both have one. */
  same: EvaluatedShare;
  /** Images whose original label, or what was said, is in no group. */
  outside: number;
}

export interface SuperclassEvaluation {
  names: string[];
  /** By first labels of models; and by people's main labels, where objects are known. */
  confusions: SuperclassConfusion[];
  /**
   * Images of each group (rows) that hold an object apart from the original label's, of each group (columns), of all
   * images of the group (`images`); null where objects are not known.
   */
  beside: { images: number[]; counts: number[][] } | null;
}

/**
 * Which groups of labels models and people take for each other, and which stand together in an image.
 *
 * @param originals of each image; those with one original label are looked at
 * @param objects of each image; undefined where they are not known
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 5.2
 */
export function evaluateSuperclasses(
  { names, groupOf }: Superclasses,
  models: readonly { model: string; top: TopLabels }[],
  originals: readonly (readonly number[])[],
  objects: readonly (LabelledObjects | undefined)[] | undefined,
): SuperclassEvaluation {
  const known = originals.flatMap((labels, image) =>
    labels.length === 1 ? [{ image, original: labels[0]! }] : [],
  );
  const table = () => names.map(() => new Array<number>(names.length).fill(0));
  const confuse = (
    model: string | null,
    saidOf: (image: number) => number | undefined,
  ): SuperclassConfusion => {
    const counts = table();
    let [outside, same, total] = [0, 0, 0];
    for (const { image, original } of known) {
      const said = saidOf(image);
      if (said === undefined) continue;
      const [from, to] = [groupOf(original), groupOf(said)];
      if (from === undefined || to === undefined) {
        outside++;
        continue;
      }
      counts[from]![to]!++;
      total++;
      if (from === to) same++;
    }
    return { model, counts, same: shareOf(same, total, "no image has both labels in a group"), outside };
  };
  return {
    names: [...names],
    confusions: [
      ...(objects ? [confuse(null, (image) => objects[image]?.mainLabel)] : []),
      ...models.map(({ model, top }) => confuse(model, (image) => first(top, image))),
    ],
    beside: objects ? countBeside() : null,
  };

  function countBeside() {
    const counts = table();
    const images = names.map(() => 0);
    for (const { image, original } of known) {
      const group = groupOf(original);
      const held = objects![image]?.objects;
      if (group === undefined || held === undefined) continue;
      images[group]!++;
      const others = [...labelsBeside(held, original)].flatMap((label) => groupOf(label) ?? []);
      for (const other of new Set(others)) counts[group]![other]!++;
    }
    return { images, counts };
  }
}

/** Undefined where a ranking is empty. */
function first({ depth, labels }: TopLabels, image: number): number | undefined {
  const label = labels[image * depth]!;
  return label < 0 ? undefined : label;
}
