import { boundErrors } from "../../../src/core/auditSample/boundErrors.ts";
import { planSample } from "../../../src/core/auditSample/planSample.ts";
import { seededRandom } from "../../../src/core/seededRandom.ts";
import { finiteCountInterval } from "../../../src/stats/intervals/shares/finiteCountInterval.ts";
import { shareInterval } from "../../../src/stats/intervals/shares/shareInterval.ts";
import type { Row } from "../protocols.ts";
import { doubtOf, type ImageNetV2, readImageNetV2 } from "./imageNetV2.ts";

const campaigns = 1000;
const budget = 1000;
const looks = 3;
/** How far errors keep to images that models disagree on. */
const worlds = [
  ["spread evenly", 0],
  ["more where models disagree", 5],
  ["nearly all where models disagree", 10],
] as const;
const quantities = ["imagesMissing", "imagesWrong", "labelsMissing", "labelsWrong"] as const;
/** Shares of the images, by doubt. */
const cuts = [0, 0.4, 0.7, 0.85, 0.95, 1];
/** What the plan expects of them in turn, whatever the world is like: a share of missing and of wrong labels. */
const expected = [0.01, 0.03, 0.08, 0.2, 0.5];

export interface PlantedErrors {
  missing: number;
  wrong: number;
  /** Labels that the image has and holds. */
  right: number;
}

/** Certified releases: whether the bounds hold, and how many images strata save, on real labels with planted errors. */
export async function benchCertified(data: string): Promise<Row[]> {
  const published = await readImageNetV2(data);
  return worlds.flatMap(([words, strength]) => tell(words, plant(published, strength)));
}

/** Labels are taken from images and labels that a model named are given to them. */
export function plant(published: ImageNetV2, strength: number) {
  const random = seededRandom(`plant ${strength}`);
  const { labels, top } = published;
  const doubt = doubtOf(published, labels);
  const chosen = (share: number) => {
    const chance = (base: number) =>
      doubt.map((value) => 1 / (1 + Math.exp(-base - strength * (value - 0.5))));
    let [low, high] = [-20, 20];
    while (high - low > 1e-6) {
      const middle = (low + high) / 2;
      const mean = chance(middle).reduce((sum, value) => sum + value, 0) / labels.length;
      if (mean > share) high = middle;
      else low = middle;
    }
    return chance(low).map((value) => random() < value);
  };
  const [lacks, errs] = [chosen(0.08), chosen(0.04)];
  const count = (isChosen: boolean, max: number) => {
    let found = isChosen && max > 0 ? 1 : 0;
    while (found > 0 && found < max && random() < 0.2) found++;
    return found;
  };
  const errors: PlantedErrors[] = [];
  const released = labels.map((set, image) => {
    const left = [...set];
    const missing = count(lacks[image]!, set.length);
    for (let taken = 0; taken < missing; taken++) left.splice(Math.floor(random() * left.length), 1);
    const others = [...new Set(top.map((model) => model[image * 5 + Math.floor(random() * 5)]!))].filter(
      (label) => !set.includes(label),
    );
    const added = others.slice(0, count(errs[image]!, Math.min(3, others.length)));
    errors.push({ missing: Math.min(3, missing), wrong: added.length, right: left.length });
    return [...left, ...added];
  });
  const doubtful = doubtOf(published, released);
  const order = [...released.keys()].sort((a, b) => doubtful[a]! - doubtful[b]!);
  const strata = cuts.slice(1).map((cut, at) => {
    const images = order.slice(Math.round(cuts[at]! * order.length), Math.round(cut * order.length));
    return images.map((image) => errors[image]!);
  });
  return strata;
}

function tell(words: string, strata: readonly PlantedErrors[][]): Row[] {
  const random = seededRandom(`campaigns ${words}`);
  const plan = planSample(expectedOfStrata(strata), budget);
  const truth = {
    imagesMissing: sumOf(strata, ({ missing }) => Number(missing > 0)),
    imagesWrong: sumOf(strata, ({ wrong }) => Number(wrong > 0)),
    labelsMissing: sumOf(strata, ({ missing }) => missing),
    labelsWrong: sumOf(strata, ({ wrong }) => wrong),
  };
  const held = { imagesMissing: 0, imagesWrong: 0, labelsMissing: 0, labelsWrong: 0 };
  const atAllLooks = { ...held };
  const width = { imagesMissing: 0, imagesWrong: 0, labelsMissing: 0, labelsWrong: 0 };
  for (let campaign = 0; campaign < campaigns; campaign++) {
    const drawn = strata.map((errors, at) => draw(errors, plan.sizes[at]!, random));
    const bound = (look: number, of: number) =>
      boundErrors(
        drawn.map((audited, at) => ({
          stratum: String(at),
          images: strata[at]!.length,
          audited: audited.slice(0, Math.ceil((audited.length * look) / of)),
        })),
        { looks: of, look },
      ).whole;
    const last = bound(1, 1);
    const all = [1, 2, 3].map((look) => bound(look, looks));
    for (const quantity of quantities) {
      const holds = ({ interval }: { interval: [number, number] | null }) =>
        interval![0] <= truth[quantity] && truth[quantity] <= interval![1];
      if (holds(last[quantity])) held[quantity]++;
      if (all.every((whole) => holds(whole[quantity]))) atAllLooks[quantity]++;
      width[quantity] += (last[quantity].interval![1] - last[quantity].interval![0]) / campaigns;
    }
  }
  const images = strata.flat().length;
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`;
  const coverage = (counts: typeof held) =>
    quantities.map((quantity) => `${quantity} ${percent(counts[quantity] / campaigns)}`).join(", ");
  const lowest = Math.min(...Object.values(held), ...Object.values(atAllLooks));
  const margin = shareInterval(lowest, campaigns)!.map(percent).join(" to ");
  const check = `certified release, errors ${words}`;
  return [
    {
      goal: `${check}: coverage at least 94 %, at the end and at all ${looks} looks together`,
      measured: `at the end ${coverage(held)}; at all looks ${coverage(atAllLooks)}; the lowest ${margin}; ${campaigns} campaigns of ${plan.total} images`,
      verdict: lowest / campaigns >= 0.94 ? "met" : "missed",
    },
    ...(["imagesMissing", "imagesWrong"] as const).map((quantity): Row => {
      const simple = simpleSize(images, truth[quantity] / images, width[quantity]);
      const factor = simple / plan.total;
      return {
        goal: `${check}: ${quantity} with half the images of a simple random sample`,
        measured: `${plan.total} in place of ${simple} images, a factor of ${factor.toFixed(2)}, for bounds ${percent(width[quantity] / images)} apart around ${percent(truth[quantity] / images)}`,
        verdict: factor >= 2 ? "met" : "missed",
      };
    }),
  ];
}

/** What the plan expects of strata by doubt. */
export const expectedOfStrata = (strata: readonly PlantedErrors[][]) =>
  strata.map(({ length }, at) => ({
    stratum: String(at),
    images: length,
    missing: expected[at]!,
    wrong: expected[at]! / 2,
  }));

const sumOf = (strata: readonly PlantedErrors[][], value: (errors: PlantedErrors) => number) =>
  strata.flat().reduce((sum, errors) => sum + value(errors), 0);

/** A simple random sample, in random order. */
export function draw(errors: readonly PlantedErrors[], size: number, random: () => number): PlantedErrors[] {
  const rest = [...errors];
  for (let at = 0; at < size; at++) {
    const other = at + Math.floor(random() * (rest.length - at));
    [rest[at], rest[other]] = [rest[other]!, rest[at]!];
  }
  return rest.slice(0, size);
}

/** How many images a simple random sample needs for exact bounds that are so far apart. */
function simpleSize(images: number, share: number, width: number): number {
  let [low, high] = [1, images];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const [below, above] = finiteCountInterval(images, middle, Math.round(middle * share));
    if (above - below <= width) high = middle;
    else low = middle + 1;
  }
  return low;
}
