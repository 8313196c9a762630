import { type AskingRule, learnAskingRule } from "../../stats/votes/askingRule.ts";
import { toVoteColumns } from "../../stats/votes/voteColumns.ts";
import { seededRandom } from "../seededRandom.ts";
import type { AnswerCode } from "./weighAnswer.ts";

/** An image that everyone assigned to it has answered, and whose labels are final. */
export interface AnsweredImage {
  image: string;
  /** Its original labels. */
  originals: readonly number[];
  labels: readonly {
    label: number;
    known: readonly number[];
    /** Whether the image has it in the end. */
    truth: 0 | 1;
  }[];
  /** [people], what each said of the labels that they were asked about. */
  people: readonly ReadonlyMap<number, AnswerCode>[];
}

/** The minimum to learn a rule from: images, and labels of either outcome. */
export const enoughToLearn = { images: 30, ofEachOutcome: 15 } as const;

/** What is missing to learn a rule; null where nothing is. */
export function lackOfImages(images: readonly AnsweredImage[]): string | null {
  const truths = images.flatMap(({ labels }) => labels.map(({ truth }) => truth));
  const there = truths.filter((truth) => truth === 1).length;
  const not = truths.length - there;
  const { images: wanted, ofEachOutcome } = enoughToLearn;
  if (images.length < wanted)
    return `${images.length} of at least ${wanted} images have all their answers and final labels.`;
  if (Math.min(there, not) >= ofEachOutcome) return null;
  return `Of the labels that people were asked about on ${images.length} images, ${there} are there and ${not} are not: at least ${ofEachOutcome} of either are needed.`;
}

/** @param seed the same images and seed give the same rule */
export function learnRule(images: readonly AnsweredImage[], depth: number, seed: string): AskingRule {
  const items = images.flatMap(({ labels, people }, image) =>
    labels.map((label) => ({ image, people, ...label })),
  );
  const given = items.flatMap(({ people, label }, item) =>
    people.flatMap((said, annotator) => {
      const answer = said.get(label);
      return answer === undefined ? [] : [{ item, annotator, answer }];
    }),
  );
  const most = Math.max(0, ...images.map(({ people }) => people.length));
  return learnAskingRule(
    {
      votes: toVoteColumns(items, most, given),
      truth: items.map(({ truth }) => truth),
      image: items.map(({ image }) => image),
      more: items.map(({ known }) => known),
    },
    { depth, random: seededRandom(seed) },
  );
}
