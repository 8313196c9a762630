import type { TopLabels } from "../../stats/metrics/topLabels.ts";
import { checkAnswerPlausibility, checkPlausibility, type Plausibility } from "./plausibility.ts";

/** What the check of two sources of labels found: a sentence for people, and how bad it is. */
export interface FitReport {
  plausibility: Plausibility;
  /** Undefined where the sources fit. */
  sentence?: string;
}

/**
 * Whether a model's predictions and labels of the same images can belong together.
 *
 * Classes that are one off, or sorted as text, agree with the labels more often than by chance, because neighbours in
 * ImageNet are alike: so these readings are tried, and the ranking from its end.
 *
 * @param sets the labels of each image [images][any number]
 * @param classes how many labels there are, if it is known
 */
export function evaluatePredictions(
  top: TopLabels,
  sets: readonly (readonly number[])[],
  names: { model: string; labels: string },
  classes: number | null,
): FitReport {
  const first = firstSets(top, sets.length);
  const map = (how: string, change: (label: number) => number) => ({
    how,
    labelOf: (image: number) => {
      const label = top.labels[image * top.depth]!;
      return label < 0 ? -1 : change(label);
    },
  });
  const size = classes ?? 1 + Math.max(greatest(first), greatest(sets));
  const order = size > 10 ? textOrder(size) : null;
  const back = order && inverse(order);
  const text = "with its classes sorted as text, 0, 1, 10, 11 ... (--class-order FILE says their order)";
  const otherwise = [
    map("with 1 taken from every label (--offset 1)", (label) => label - 1),
    map("with 1 added to every label (--offset -1)", (label) => label + 1),
    ...(order && back
      ? [map(text, (label) => order[label] ?? label), map(text, (label) => back[label] ?? label)]
      : []),
    ...(top.depth > 1
      ? [
          {
            how: "by the last label of each image: the best label must be first",
            labelOf: (image: number) => lastLabel(top, image),
          },
        ]
      : []),
  ];
  const plausibility = checkPlausibility(first, sets, { classes, otherwise });
  return { plausibility, ...saySo(plausibility, names.model, names.labels) };
}

/** The same of two sources of label sets, such as valid and original labels. */
export function evaluateLabelSets(
  a: readonly (readonly number[])[],
  b: readonly (readonly number[])[],
  names: { a: string; b: string },
  classes: number | null,
): FitReport {
  const plausibility = checkPlausibility(a, b, { classes });
  return { plausibility, ...saySo(plausibility, names.a, names.b) };
}

/**
 * The same of answers to yes-no questions and the true ones.
 *
 * @param answers [questions] 1 for yes, 0 for no
 * @param truths the same questions
 */
export function evaluateAnswers(answers: ArrayLike<number>, truths: ArrayLike<number>): FitReport {
  const plausibility = checkAnswerPlausibility(answers, truths);
  const { verdict, count, total, chance } = plausibility;
  // More than half of what chance leaves: whether other questions would have shown more is not worth a word.
  const isGood = verdict === "undecided" && total > 0 && count / total > (1 + chance) / 2;
  if (verdict === "fits" || isGood) return { plausibility };
  const agree = `the votes on gold questions and their true answers agree on ${count.toLocaleString("en")} of ${total.toLocaleString("en")} questions (${share(count / total)})`;
  return {
    plausibility,
    sentence:
      verdict === "chance"
        ? `${agree}; at random they would on ${share(chance)}. The names of the images, the numbers of the labels, or what yes and no mean, probably do not belong together.`
        : `${agree}, which chance alone can give: too few questions, or answers that are too much alike, to tell whether the files belong together.`,
  };
}

const share = (value: number) => `${(value * 100).toFixed(2)} %`;

function saySo(found: Plausibility, a: string, b: string): { sentence?: string } {
  const { verdict, count, total, chance, better } = found;
  // Most images agree: whether they would in another order, too, is not worth a word.
  const isNoted = verdict !== "fits" && !(verdict === "undecided" && count * 2 >= total);
  if (!isNoted) return {};
  const agree = `${a} and ${b} agree on ${count.toLocaleString("en")} of ${total.toLocaleString("en")} images (${share(count / total)})`;
  if (verdict === "otherwise" && better) {
    return { sentence: `${agree}, but on ${share(better.count / total)} ${better.how}.` };
  }
  if (verdict === "chance") {
    return {
      sentence: `${agree}; at random they would on ${share(chance)}. Rows and images, or the numbers of the labels, probably do not belong together.`,
    };
  }
  return {
    sentence: `${agree}, which chance alone can give: too few images, or too few different labels, to tell whether the files belong together.`,
  };
}

/** The first label of each image as a set. Sets are shared: there are many images, and many models. */
function firstSets({ depth, labels }: TopLabels, images: number): readonly (readonly number[])[] {
  const none: readonly number[] = [];
  const single: (readonly number[])[] = [];
  const sets: (readonly number[])[] = new Array(images);
  for (let image = 0; image < images; image++) {
    const label = labels[image * depth]!;
    if (label < 0) sets[image] = none;
    else {
      single[label] ??= [label];
      sets[image] = single[label];
    }
  }
  return sets;
}

function lastLabel({ depth, labels }: TopLabels, image: number): number {
  let place = depth - 1;
  while (place > 0 && labels[image * depth + place]! < 0) place--;
  return labels[image * depth + place]!;
}

/** Of all labels; -1 where there are none. The labels of many models' images are the same: they are looked at once. */
function greatest(sets: readonly (readonly number[])[]): number {
  const found = known.get(sets);
  if (found !== undefined) return found;
  let max = -1;
  for (let image = 0; image < sets.length; image++) {
    const labels = sets[image]!;
    for (let at = 0; at < labels.length; at++) if (labels[at]! > max) max = labels[at]!;
  }
  known.set(sets, max);
  return max;
}

const known = new WeakMap<readonly (readonly number[])[], number>();

/** Numbers below `size` in the order of their digits as text. */
const textOrder = (size: number) =>
  Array.from({ length: size }, (_, label) => String(label))
    .sort()
    .map(Number);

function inverse(order: readonly number[]): number[] {
  const back: number[] = [];
  for (const [at, label] of order.entries()) back[label] = at;
  return back;
}
