import { join } from "node:path";
import { aggregateVotes } from "../../../src/actions/votes/aggregateVotes.ts";
import { joinGold } from "../../../src/actions/votes/joinGold.ts";
import { type AnsweredImage, learnRule } from "../../../src/core/asking/learnRule.ts";
import {
  crossFitRule,
  type MeasuredRule,
  measureRule,
  priceForBudget,
  type ReplaySettings,
} from "../../../src/core/asking/measureRule.ts";
import type { AnswerCode } from "../../../src/core/asking/weighAnswer.ts";
import { realSettings } from "../../../src/core/project/settings.ts";
import { seededShuffle } from "../../../src/core/seededRandom.ts";
import { labelsAbove, settleImage } from "../../../src/core/votes/settleImage.ts";
import { readGold } from "../../../src/files/votes/readGold.ts";
import { readVotes } from "../../../src/files/votes/readVotes.ts";
import type { Row } from "../protocols.ts";
import { hintsOfReal } from "./trustData.ts";

/** Images that the rule is learned from: the others are tried. */
const learned = 500;
const seed = "1";
/** About what a vote takes. */
const secondsPerVote = 3;

/**
 * Work that is handed out one by one and ends early, as projects do it: the rule is learned from some images on which all
 * five people voted, and tried on those that are left, by people's votes in random orders.
 */
export async function benchAsking(researchData: string): Promise<Row[]> {
  const { images, experts } = await readBallots(researchData);
  const shuffled = seededShuffle(images, seed);
  const [known, others] = [shuffled.slice(0, learned), shuffled.slice(learned)];
  const rule = learnRule(known, 5, seed);
  const byImage = new Map(others.map(({ image, labels }) => [image, labelsOf(labels)]));
  const all = f1Of([...byImage], experts);
  const replay = { by: "labels" as const, depth: 5, fewest: 1, seed };
  const budget = priceForBudget(
    crossFitRule(known, { depth: 5, seed }),
    { missed: 120, wrong: 120 },
    { ...replay, ending: settled, budget: 0.35 },
  )!;
  const ways = [
    ["an error is worth 120 s", { answer: secondsPerVote, missed: 120, wrong: 120 }],
    ["an error is worth 300 s", { answer: secondsPerVote, missed: 300, wrong: 300 }],
    ["a budget of 35 % of the votes", { answer: budget, missed: 120, wrong: 120 }],
  ] as const;
  return ways.map(([name, prices]) => {
    const found: [string, number[]][] = [];
    const ending: ReplaySettings["ending"] = (image, known) => {
      const likely = labelsAbove(known.probabilities, 0.5);
      found.push([image.image, likely]);
      return settled(image, known);
    };
    const tried = measureRule(
      others.map((image) => ({ image, rule })),
      prices,
      { ...replay, ending },
    );
    const f1 = f1Of(found, experts);
    // Prices tell what is asked for; a budget is what the goal names.
    const isMet = tried.used.mean <= 0.3501 && f1 >= all - 0.01;
    return {
      goal: `work that ends early, ${name}: at most 35 % of the votes, F1 against the experts within .01 of all votes'`,
      measured: `${tell(tried)}; F1 ${f1.toFixed(3)}, by all votes ${all.toFixed(3)} (${experts.size} images with experts' answers); learned from ${known.length} images, tried on ${others.length}`,
      verdict: prices.answer === secondsPerVote ? "stated" : isMet ? "met" : "missed",
    };
  });
}

const settled: ReplaySettings["ending"] = (_, { probabilities }) => {
  const { agreed, labels } = settleImage(probabilities, realSettings);
  return agreed ? labels : null;
};

const tell = ({ used, people, missed, wrong, toExperts }: MeasuredRule) =>
  `${percent(used)} of the votes from ${percent(people)} of the people; ${percent(toExperts)} of the images to experts; on 100 of the others ${perHundred(missed)} labels left out that all votes take, and ${perHundred(wrong)} taken that they leave out`;

const percent = ({ mean, interval }: MeasuredRule["used"]) =>
  `${(100 * mean).toFixed(1)} % (${interval!.map((end) => (100 * end).toFixed(1)).join(" to ")})`;
const perHundred = ({ mean, interval }: MeasuredRule["used"]) =>
  `${(100 * mean).toFixed(1)} (${interval!.map((end) => (100 * end).toFixed(1)).join(" to ")})`;

const labelsOf = (labels: AnsweredImage["labels"]) =>
  labels.flatMap(({ label, truth }) => (truth === 1 ? [label] : []));

/** Of labels that images have, against the experts' answers to some. */
function f1Of(
  found: readonly (readonly [image: string, labels: readonly number[]])[],
  experts: ReadonlyMap<string, ReadonlyMap<number, 0 | 1>>,
): number {
  let [both, labelled, positives] = [0, 0, 0];
  for (const [image, labels] of found)
    for (const [label, truth] of experts.get(image) ?? []) {
      const isTaken = labels.includes(label);
      if (isTaken) labelled++;
      if (truth === 1) positives++;
      if (isTaken && truth === 1) both++;
    }
  return (2 * both) / (labelled + positives);
}

/** ReaL's images that one group of five people voted on, all labels on one page; what all their votes take is the truth. */
async function readBallots(researchData: string) {
  const read = (name: string) => readVotes(join(researchData, "votes", name));
  const truth = await readGold(join(researchData, "votes/golden.npz"));
  const { votes } = joinGold(await read("raters-half.npz"), truth, await read("raters_golden.npz"));
  const hints = await hintsOfReal(researchData);
  const taken = aggregateVotes(votes, { method: "dawid-skene" }).probability.map((share) =>
    share > realSettings.voteThreshold ? 1 : 0,
  );
  const labels = new Map<string, AnsweredImage["labels"][number][]>();
  const experts = new Map<string, Map<number, 0 | 1>>();
  for (const [item, { image, label }] of votes.items.entries()) {
    const one = { label: item, known: hints.find(image, label), truth: taken[item] as 0 | 1 };
    labels.set(image, [...(labels.get(image) ?? []), one]);
    const said = truth.find(image, label);
    if (said !== undefined) experts.set(image, (experts.get(image) ?? new Map()).set(item, said));
  }
  const people = new Map<string, Map<number, Map<number, AnswerCode>>>();
  for (const [vote, item] of votes.item.entries()) {
    const { image } = votes.items[item]!;
    const of = people.get(image) ?? new Map<number, Map<number, AnswerCode>>();
    people.set(image, of);
    const person = votes.annotator[vote]!;
    of.set(person, (of.get(person) ?? new Map()).set(item, votes.answer[vote] as AnswerCode));
  }
  const images = [...labels].flatMap(([image, own]): AnsweredImage[] => {
    const voters = [...people.get(image)!.values()];
    return voters.length === 5 ? [{ image, originals: [], labels: own, people: voters }] : [];
  });
  const kept = new Set(images.map(({ image }) => image));
  return { images, experts: new Map([...experts].filter(([image]) => kept.has(image))) };
}
