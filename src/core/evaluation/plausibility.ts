import { incompleteBeta } from "../../stats/distributions/incompleteBeta.ts";

/** Whether two sources of labels of the same images can belong together. */
export interface Plausibility {
  /** Images on which they have a label in common, of those that both label. */
  count: number;
  total: number;
  /** The share that would agree if the labels of one source were dealt to the images at random. */
  chance: number;
  /**
   * - `fits`: more agreement than chance gives;
   * - `undecided`: no more than chance gives, and too few images, or too much alike, to tell;
   * - `chance`: no more than chance gives, where anything that fits would show;
   * - `otherwise`: another way of reading the file fits far better.
   */
  verdict: "fits" | "undecided" | "chance" | "otherwise";
  /** Of `otherwise`: the reading that fits better. */
  better?: { how: string; count: number };
}

type Labels = ArrayLike<readonly number[]>;

interface Reading {
  how: string;
  labelOf: (image: number) => number;
}

/** Fewer images or questions never stop anything, unless they agree less than by chance. */
const min = 20;
const significance = 0.001;
const power = 0.9;
const hardlyEver = 0.01;
/** An excess over chance that is real and no more than this (of what is left to agree on) is an accident of order. */
const minExcess = 0.02;

/**
 * Compares two sources of labels of the same images: predictions with valid or original labels, or labels with original
 * ones. Two nulls are asked. Dealt at random, the labels agree as often as their frequencies say; guessed evenly, as
 * often as there are labels. Where agreement is not above either of them (binomial, p > .001, or by less than 2 %), and
 * a source half as good as it could be would be seen to be (power .9) or would agree more (p < .01), the two do not
 * belong together.
 *
 * @param a labels of each image [images][any number]; images without any, here or in b, do not count
 * @param b the same images
 * @param options.classes how many labels there are; otherwise those that occur
 * @param options.otherwise other readings of `a`, by the words for them: the label of an image, -1 for none
 */
export function checkPlausibility(
  a: Labels,
  b: Labels,
  { classes = null, otherwise = [] }: { classes?: number | null; otherwise?: readonly Reading[] } = {},
): Plausibility {
  const [inA, inB] = [new LabelCounts(), new LabelCounts()];
  let [count, total, pairs] = [0, 0, 0];
  for (let image = 0; image < a.length; image++) {
    const [named, wanted] = [a[image]!, b[image]!];
    if (named.length === 0 || wanted.length === 0) continue;
    total++;
    pairs += named.length * wanted.length;
    if (meet(named, wanted)) count++;
    for (let at = 0; at < named.length; at++) inA.add(named[at]!);
    for (let at = 0; at < wanted.length; at++) inB.add(wanted[at]!);
  }
  let [dealt, max] = [0, 0];
  let kinds = 0;
  for (let label = 0; label < Math.max(inA.size, inB.size); label++) {
    const [times, other] = [inA.countOf(label), inB.countOf(label)];
    if (times + other > 0) kinds++;
    dealt += (times * other) / (total * total);
    max += Math.min(times, other) / total;
  }
  const chance = total === 0 ? 0 : Math.min(1, dealt);
  const found = { count, total, chance };
  if (total === 0) return { ...found, verdict: "undecided" };

  const better = findBetter(found, b, otherwise);
  if (better) return { ...found, verdict: "otherwise", better };
  const even = Math.min(1, pairs / total / (classes ?? kinds));
  const nulls = [
    { share: chance, best: Math.min(1, max) },
    { share: even, best: 1 },
  ];
  return { ...found, verdict: judgeAgreement(found, nulls) };
}

/**
 * Compares answers to yes-no questions with the true ones. Dealt at random, they agree as often as the shares of yes
 * say; that no label is asked about alike on every image does not matter.
 *
 * @param answers [questions] 1 for yes, 0 for no
 * @param truths the same questions
 * @returns counts of questions
 */
export function checkAnswerPlausibility(answers: ArrayLike<number>, truths: ArrayLike<number>): Plausibility {
  const total = answers.length;
  let [count, yes, trueYes] = [0, 0, 0];
  for (let at = 0; at < total; at++) {
    if (answers[at] === truths[at]) count++;
    yes += answers[at]!;
    trueYes += truths[at]!;
  }
  if (total === 0) return { count, total, chance: 0, verdict: "undecided" };
  const chance = (yes * trueYes + (total - yes) * (total - trueYes)) / total ** 2;
  const best = 1 - Math.abs(yes - trueYes) / total;
  const found = { count, total, chance };
  return { ...found, verdict: judgeAgreement(found, [{ share: chance, best }]) };
}

/** @param nulls by each of them: the share that agrees, and the greatest that could */
function judgeAgreement(
  { count, total, chance }: Pick<Plausibility, "count" | "total" | "chance">,
  nulls: readonly { share: number; best: number }[],
): "fits" | "chance" | "undecided" {
  const near = nulls.filter(({ share }) => isNear(count, total, share));
  if (near.length === 0) return "fits";
  const isBelow = 1 - atLeast(count + 1, total, chance) < significance;
  const isAtChance =
    total >= min &&
    near.some(
      ({ share, best }) => wouldShow(total, share, best) || isWorse(count, total, (share + best) / 2),
    );
  return isBelow || isAtChance ? "chance" : "undecided";
}

/** How often each label occurs: an array, because maps are slow and there are many models. */
class LabelCounts {
  private counts = new Int32Array(1024);
  /** Above every label. */
  size = 0;

  add(label: number): void {
    if (label >= this.counts.length) {
      const more = new Int32Array(2 * label + 1);
      more.set(this.counts);
      this.counts = more;
    }
    this.counts[label]!++;
    if (label >= this.size) this.size = label + 1;
  }

  countOf(label: number): number {
    return label < this.size ? this.counts[label]! : 0;
  }
}

function meet(some: readonly number[], others: readonly number[]): boolean {
  // Plain loops: this is asked of every image of every model.
  for (let at = 0; at < some.length; at++) {
    for (let other = 0; other < others.length; other++) if (some[at] === others[other]) return true;
  }
  return false;
}

/** The other reading that agrees most, where that is no accident. */
function findBetter(
  { count, total }: { count: number; total: number },
  b: Labels,
  otherwise: readonly Reading[],
): Plausibility["better"] {
  let best: Plausibility["better"];
  for (const { how, labelOf } of otherwise) {
    let agreed = 0;
    for (let image = 0; image < b.length; image++) {
      const [wanted, label] = [b[image]!, labelOf(image)];
      for (let at = 0; at < wanted.length; at++) {
        if (wanted[at] !== label) continue;
        agreed++;
        break;
      }
    }
    const isFar = agreed - count > 0.1 * total && agreed - count > 4 * Math.sqrt(agreed + count);
    if (total >= min && isFar && agreed > (best?.count ?? 0)) best = { how, count: agreed };
  }
  return best;
}

const isNear = (count: number, total: number, share: number) =>
  share < 1 &&
  (atLeast(count, total, share) > significance || (count / total - share) / (1 - share) < minExcess);

/** Whether a source that is half as good as it could be would most likely be seen to be above chance. */
function wouldShow(total: number, share: number, best: number): boolean {
  if (share >= 1 || best <= share) return false;
  let [low, high] = [0, total + 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (atLeast(middle, total, share) <= significance) high = middle;
    else low = middle + 1;
  }
  return low <= total && atLeast(low, total, (share + best) / 2) >= power;
}

/** Whether so few agree that a source that is half as good as it could be would hardly ever. */
const isWorse = (count: number, total: number, half: number) =>
  1 - atLeast(count + 1, total, half) < hardlyEver;

/** P(X >= count) of a binomial distribution. */
function atLeast(count: number, total: number, share: number): number {
  if (count <= 0) return 1;
  if (count > total) return 0;
  return incompleteBeta(share, count, total - count + 1);
}
