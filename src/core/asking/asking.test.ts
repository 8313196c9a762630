import { describe, expect, it } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { type AnsweredImage, enoughToLearn, lackOfImages, learnRule } from "./learnRule.ts";
import {
  crossFitRule,
  type EndingRule,
  lackToMeasure,
  measureRule,
  priceForBudget,
  type ReplaySettings,
} from "./measureRule.ts";
import { type AnswerCode, knownOf, type LabelSoFar, type PricedRule, weighAnswer } from "./weighAnswer.ts";

/** Two labels an image, each there or not; on easy images all say what is so, on hard ones each is right 7 times in 10. */
function answered(images: number, hard = 0.3, people = 5): AnsweredImage[] {
  const random = seededRandom("answered");
  return Array.from({ length: images }, (_, at) => {
    const share = random() < hard ? 0.7 : 1;
    const truths = [0, 1].map(() => (random() < 0.5 ? 1 : 0));
    return {
      image: `${at}`,
      originals: [],
      labels: [0, 1].map((label) => ({ label, known: [0, 0], truth: truths[label] as 0 | 1 })),
      people: Array.from(
        { length: people },
        () =>
          new Map(truths.map((truth, label) => [label, random() < share === (truth === 1) ? 2 : 0] as const)),
      ),
    };
  });
}

const takeLikely: EndingRule = (_, { probabilities }) =>
  probabilities.filter(([, share]) => share > 0.5).map(([label]) => label);
const replay: ReplaySettings = { by: "labels", depth: 5, fewest: 1, ending: takeLikely, seed: "test" };
const prices = { answer: 3, missed: 120, wrong: 120 };
const images = answered(200);

const soFar = (...answers: AnswerCode[][]): LabelSoFar[] =>
  answers.map((given, label) => ({ label, answers: given, known: [0, 0] }));

describe("another answer on an image", () => {
  const rule: PricedRule = { ...learnRule(images, 5, "test"), by: "labels", prices, budget: 0 };

  it("is asked for of those labels that are in doubt", () => {
    const { labels, probabilities } = weighAnswer(rule, soFar([2, 0], [0, 0]));
    expect(labels).toEqual([0]);
    expect(probabilities.find(([label]) => label === 1)![1]).toBeLessThan(0.1);
    expect(weighAnswer(rule, soFar([2, 2, 2], [0, 0, 0])).labels).toEqual([]);
  });

  it("is asked for less the dearer it is, and never after the last", () => {
    const dear = { ...rule, prices: { ...prices, answer: 1000 } };
    expect(weighAnswer(dear, soFar([2, 0], [0, 0])).labels).toEqual([]);
    expect(weighAnswer(rule, soFar([2, 0, 2, 0, 2], [0, 0, 0, 0, 0])).labels).toEqual([]);
  });

  it("is asked for of the whole page where it cannot be of a label, and as long as people differ", () => {
    const page = { ...rule, by: "page" as const, prices: { ...prices, answer: 60 } };
    expect(weighAnswer(page, soFar([2, 2], [0, 0])).labels).toEqual([]);
    expect(weighAnswer(page, soFar([2, 2], [0, 2])).labels).toEqual([0, 1]);
  });

  it("is not asked for where nobody was asked about anything", () => {
    expect(weighAnswer(rule, [])).toEqual({ labels: [], worth: 0, probabilities: [] });
  });
});

it("knows the original label and the rank among the proposals", () => {
  expect(knownOf(7, [7], [3, 7])).toEqual([1, 0.5]);
  expect(knownOf(9, [7], [3, 7])).toEqual([0, 0]);
});

describe("a rule that is measured", () => {
  const measured = measureRule(crossFitRule(images, replay), prices, replay);

  it("asks for fewer answers and comes to nearly the same labels", () => {
    expect(measured.images).toBe(200);
    expect(measured.used.mean).toBeLessThan(0.75);
    expect(measured.used.mean).toBeGreaterThan(0.2);
    const [low, high] = measured.used.interval!;
    expect(low).toBeLessThan(measured.used.mean);
    expect(high).toBeGreaterThan(measured.used.mean);
    expect(measured.missed.mean).toBeLessThan(0.12);
  });

  it("asks for more where errors weigh more", () => {
    const strict = measureRule(
      crossFitRule(images, replay),
      { ...prices, missed: 2000, wrong: 2000 },
      replay,
    );
    expect(strict.used.mean).toBeGreaterThan(measured.used.mean);
    expect(strict.missed.mean).toBeLessThanOrEqual(measured.missed.mean);
  });

  it("never asks for fewer than the fewest", () => {
    const atLeast = measureRule(
      crossFitRule(images, replay),
      { ...prices, answer: 1e6 },
      { ...replay, fewest: 3 },
    );
    expect(atLeast.used.mean).toBeCloseTo(3 / 5, 10);
    expect(atLeast.people.mean).toBeCloseTo(3 / 5, 10);
  });

  it("keeps a budget on images that it does not know", () => {
    const price = priceForBudget(crossFitRule(images, replay), prices, { ...replay, budget: 0.4 })!;
    const { used } = measureRule(crossFitRule(images, replay), { ...prices, answer: price }, replay);
    expect(used.mean).toBeLessThanOrEqual(0.4);
    expect(used.mean).toBeGreaterThan(0.3);
    expect(
      priceForBudget(crossFitRule(images, replay), prices, { ...replay, fewest: 3, budget: 0.5 }),
    ).toBeNull();
  });

  it("does not know the image that it is tried on", () => {
    // Nobody's answers tell anything, and each image is known by name: whoever remembers it knows its labels.
    const named = images.slice(0, 60).map((image, at, { length }) => ({
      ...image,
      labels: image.labels.map((label) => ({
        ...label,
        known: Array.from({ length }, (_, place) => (place === at ? 1 : 0)),
      })),
      people: image.people.map(() => new Map([0, 1].map((label) => [label, 0 as const]))),
    }));
    const { missed, wrong } = measureRule(crossFitRule(named, replay), prices, replay);
    expect(missed.mean + wrong.mean).toBeGreaterThan(0.7);
  });

  it("gives an image to an expert where the stage would", () => {
    const { toExperts, missed } = measureRule(crossFitRule(images, replay), prices, {
      ...replay,
      ending: () => null,
    });
    expect(toExperts.mean).toBe(1);
    expect(missed.mean).toBe(0);
  });
});

describe("too little to learn from", () => {
  it("is said with numbers", () => {
    expect(lackOfImages(answered(3))).toBe(
      `3 of at least ${enoughToLearn.images} images have all their answers and final labels.`,
    );
    const allThere = images.slice(0, 40).map((image) => ({
      ...image,
      labels: image.labels.map((label) => ({ ...label, truth: 1 as const })),
    }));
    expect(lackOfImages(allThere)).toMatch("80 are there and 0 are not");
    expect(lackToMeasure(images.slice(0, enoughToLearn.images), "test")).toMatch("a few more are needed");
    expect(lackToMeasure(images, "test")).toBeNull();
  });
});
