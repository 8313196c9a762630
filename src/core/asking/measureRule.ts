import type { Interval } from "../../stats/intervals/interval.ts";
import type { AskingRule } from "../../stats/votes/askingRule.ts";
import { lowestPrice } from "../../stats/votes/lowestPrice.ts";
import { foldByImage } from "../agreement/foldByImage.ts";
import { skewedMean } from "../evaluation/skewedMean.ts";
import { seededShuffle } from "../seededRandom.ts";
import { type AnsweredImage, lackOfImages, learnRule } from "./learnRule.ts";
import {
  type AnswerCode,
  type AskedAnew,
  type AskingPrices,
  type LabelSoFar,
  weigherOf,
} from "./weighAnswer.ts";

/** What ending early does to an image: its labels, or null where an expert decides. */
export type EndingRule = (
  image: AnsweredImage,
  found: {
    probabilities: readonly (readonly [label: number, share: number])[];
    /** Those who were asked, each with the answers that count. */
    asked: readonly ReadonlyMap<number, AnswerCode>[];
  },
) => readonly number[] | null;

export interface ReplaySettings {
  by: AskedAnew;
  /** People who are asked at most, and at least. */
  depth: number;
  fewest: number;
  ending: EndingRule;
  seed: string;
}

/** Per image, over images: the mean, and its 95 % interval; null where nothing varies. */
export interface PerImage {
  mean: number;
  interval: Interval | null;
  /** Only where there is no interval. */
  intervalMissing?: string;
}

/** What a rule would have done on images on which everybody was asked. */
export interface MeasuredRule {
  images: number;
  /** The share of the answers that would have been asked for: of labels where these are asked about alone, else of pages. */
  used: PerImage;
  /** The share of the people who would have been asked, about whatever. */
  people: PerImage;
  /** Labels that would be missing, and those that would be wrong, beside the final ones; an image at an expert has none. */
  missed: PerImage;
  wrong: PerImage;
  /** The share of images that would go to an expert. */
  toExperts: PerImage;
}

const folds = 5;
/** How many random orders of people's answers are replayed per image. */
const orders = 4;

/** Images, each with a rule that does not know it. */
type CrossFitted = readonly { image: AnsweredImage; rule: AskingRule }[];

/** Each image with the rule that the images of other folds tell. Ask `lackToMeasure` first. */
export function crossFitRule(
  images: readonly AnsweredImage[],
  { depth, seed }: Pick<ReplaySettings, "depth" | "seed">,
): CrossFitted {
  const foldOf = foldsOf(images, seed);
  const rules = Array.from({ length: folds }, (_, held) =>
    learnRule(
      images.filter((_, at) => foldOf[at] !== held),
      depth,
      `${seed} ${held}`,
    ),
  );
  return images.map((image, at) => ({ image, rule: rules[foldOf[at]!]! }));
}

const foldsOf = (images: readonly AnsweredImage[], seed: string): Uint8Array =>
  foldByImage(
    images.map(({ image }) => image),
    folds,
    seed,
  );

/** What is missing to measure a rule; null where nothing is. */
export function lackToMeasure(images: readonly AnsweredImage[], seed: string): string | null {
  const lack = lackOfImages(images);
  if (lack !== null || images.length === 0) return lack;
  const foldOf = foldsOf(images, seed);
  return Array.from({ length: folds }, (_, held) =>
    lackOfImages(images.filter((_, at) => foldOf[at] !== held)),
  ).some((one) => one !== null)
    ? `${images.length} images with all their answers are just enough to learn from, and a few more are needed to tell what the rule does.`
    : null;
}

/**
 * The price of an answer at which the rule asks for no more than a share of the answers, on images that it did not learn
 * from; null where even the fewest are more.
 */
export function priceForBudget(
  images: CrossFitted,
  errors: Pick<AskingPrices, "missed" | "wrong">,
  { budget, ...settings }: ReplaySettings & { budget: number },
): number | null {
  const keeps = (answer: number) => measureRule(images, { ...errors, answer }, settings).used.mean <= budget;
  const most = errors.missed + errors.wrong;
  return lowestPrice([most * 1e-5, most], keeps);
}

/** Replays images on which everybody was asked as if asking had ended where another answer is not worth its price. */
export function measureRule(
  images: CrossFitted,
  prices: AskingPrices,
  settings: ReplaySettings,
): MeasuredRule {
  const weighers = new Map<AskingRule, ReturnType<typeof weigherOf>>();
  const weigherFor = (rule: AskingRule) => {
    const known = weighers.get(rule) ?? weigherOf({ ...rule, by: settings.by, prices });
    weighers.set(rule, known);
    return known;
  };
  const rows: {
    used: number;
    all: number;
    people: number;
    missed: number;
    wrong: number;
    toExperts: number;
  }[] = [];
  for (const { image, rule } of images) {
    const sums = { used: 0, people: 0, missed: 0, wrong: 0, toExperts: 0 };
    for (let order = 0; order < orders; order++) {
      const people = seededShuffle(image.people, `${settings.seed} ${image.image} ${order}`);
      const found = replayImage({ ...image, people }, weigherFor(rule), settings);
      for (const part of Object.keys(sums) as (keyof typeof sums)[]) sums[part] += found[part] / orders;
    }
    rows.push({ ...sums, all: settings.by === "page" ? image.people.length : answersOf(image) });
  }
  const whole = rows.reduce((sum, { all }) => sum + all, 0) / rows.length;
  const most = Math.max(...images.map(({ image }) => image.labels.length));
  return {
    images: rows.length,
    // Of a ratio of two sums: by what each image uses beside what all images ask for on average.
    used: perImage(
      rows.map((row) => row.used / whole),
      1,
    ),
    people: perImage(
      rows.map((row) => row.people),
      1,
    ),
    missed: perImage(
      rows.map((row) => row.missed),
      most,
    ),
    wrong: perImage(
      rows.map((row) => row.wrong),
      most,
    ),
    toExperts: perImage(
      rows.map((row) => row.toExperts),
      1,
    ),
  };
}

const answersOf = ({ labels, people }: AnsweredImage): number =>
  people.reduce((sum, said) => sum + labels.filter(({ label }) => said.has(label)).length, 0);

function replayImage(
  image: AnsweredImage,
  weigh: ReturnType<typeof weigherOf>,
  { by, fewest, ending }: ReplaySettings,
) {
  const { labels, people } = image;
  const given: Map<number, AnswerCode>[] = [];
  const answers = new Map(labels.map(({ label }) => [label, [] as AnswerCode[]]));
  let [asked, used] = [0, 0];
  const ask = (some: readonly number[]) => {
    const said = people[asked++]!;
    given.push(
      new Map(some.flatMap((label) => (said.has(label) ? [[label, said.get(label)!] as const] : []))),
    );
    if (by === "page") used++;
    for (const label of some) {
      const answer = said.get(label);
      if (answer === undefined) continue;
      answers.get(label)!.push(answer);
      if (by === "labels") used++;
    }
  };
  const every = labels.map(({ label }) => label);
  const soFar = () =>
    labels
      .filter(({ label }) => answers.get(label)!.length > 0)
      .map(({ label, known }): LabelSoFar => ({ label, known, answers: answers.get(label)! }));
  while (asked < Math.min(fewest, people.length)) ask(every);
  let verdict = weigh(soFar());
  while (asked < people.length && verdict.labels.length > 0) {
    ask(by === "page" ? every : verdict.labels);
    verdict = weigh(soFar());
  }
  const found = ending(image, { probabilities: verdict.probabilities, asked: given });
  const held = new Set(found ?? []);
  const counts = { missed: 0, wrong: 0 };
  for (const { label, truth } of found ? labels : []) {
    if (truth === 1 && !held.has(label)) counts.missed++;
    if (truth === 0 && held.has(label)) counts.wrong++;
  }
  return { used, people: asked / people.length, ...counts, toExperts: found ? 0 : 1 };
}

/** @param most the mean can be no more, whatever images come */
function perImage(values: readonly number[], most: number): PerImage {
  const { value, interval, intervalMissing } = skewedMean(values, [0, most], "no image was replayed");
  return { mean: value!, interval, ...(intervalMissing && { intervalMissing }) };
}
