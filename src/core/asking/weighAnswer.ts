import { type AskingRule, foretellOutcome } from "../../stats/votes/askingRule.ts";
import { type NextAnswers, unpackNextAnswers } from "../../stats/votes/nextAnswers.ts";
import { toVoteColumns } from "../../stats/votes/voteColumns.ts";
import { worthOfAsking } from "../../stats/votes/worthOfAsking.ts";
import type { Answer } from "../tasks/decision.ts";

/** An answer to a label as votes have it: 0 no, 1 maybe or unsure, 2 yes. */
export type AnswerCode = 0 | 1 | 2;

/** Answers by their codes, and the other way round. */
export const answerCodes = { no: 0, unsure: 1, yes: 2 } as const satisfies Record<Answer, AnswerCode>;
export const codedAnswers = ["no", "unsure", "yes"] as const satisfies readonly Answer[];

/** A label of an image, and the answers to it so far, whoever gave them. */
export interface LabelSoFar {
  label: number;
  /** [answers] */
  answers: readonly AnswerCode[];
  /** What else is known of it, as `knownOf` has it. */
  known: readonly number[];
}

/**
 * How a stage can ask one person more: about those labels alone that another answer is worth, or about the whole page.
 */
export type AskedAnew = "labels" | "page";

/** What things cost, in seconds of people's time. */
export interface AskingPrices {
  /** One more answer: of one label where labels are asked about alone, else of a page. */
  answer: number;
  /** A label that is there and is left out. */
  missed: number;
  /** A label that is not there and is taken. */
  wrong: number;
}

/** A rule for when to stop asking, with what it is based on. */
export interface PricedRule extends AskingRule {
  by: AskedAnew;
  prices: AskingPrices;
  /** The share of the answers that the price of an answer was chosen for; 0 where it was measured. */
  budget: number;
}

/** What is known of a label before anybody answers: whether it is the original one, and how high it was proposed. */
export const knownOf = (
  label: number,
  originals: readonly number[],
  proposals: readonly number[],
): number[] => {
  const place = proposals.indexOf(label);
  return [originals.includes(label) ? 1 : 0, place < 0 ? 0 : 1 / (place + 1)];
};

/** Whether asking further is worth its price, and what is known so far. */
export interface AskingVerdict {
  /** Labels to ask about once more; none where asking ends. */
  labels: number[];
  /**
   * Seconds that another answer is expected to save, less what it costs: on those labels, or on the page; on the label
   * that needs it most where asking ends.
   */
  worth: number;
  /** How probable it is that each label is there by the answers so far. */
  probabilities: [label: number, share: number][];
}

/**
 * Weighs another answer on an image. Where labels are asked about alone, each that is worth its price is; where only whole
 * pages are, the page is if all its labels together are. The page of somebody whose labels would be taken as they stand
 * can only end where people agree: what they differ on goes to an expert after the last answer, at the price of another.
 */
export function weighAnswer(rule: Omit<PricedRule, "budget">, labels: readonly LabelSoFar[]): AskingVerdict {
  return weigherOf(rule)(labels);
}

/** The same for many images. */
export function weigherOf(
  rule: Omit<PricedRule, "budget">,
): (labels: readonly LabelSoFar[]) => AskingVerdict {
  const next = unpackNextAnswers(rule.next);
  const worths = new Map<number, ReturnType<typeof worthOfAsking>>();
  return (labels) => {
    if (labels.length === 0) return { labels: [], worth: 0, probabilities: [] };
    const size = rule.by === "page" ? labels.length : 1;
    const worth = worths.get(size) ?? worthOfAsking(next, pricesFor(rule, size));
    worths.set(size, worth);
    const { logOdds, probability } = foretell(rule, next, labels);
    const found = labels.map(({ label, answers }, at) => {
      const count = (code: AnswerCode) => answers.filter((answer) => answer === code).length;
      return { label, worth: worth(count(0), count(1), count(2), logOdds[at]!) };
    });
    const sum = found.reduce((total, one) => total + one.worth, 0);
    const asked = rule.by === "page" ? (sum > 0 ? found : []) : found.filter((one) => one.worth > 0);
    return {
      labels: asked.map(({ label }) => label),
      worth:
        rule.by === "page"
          ? sum
          : asked.length > 0
            ? asked.reduce((total, one) => total + one.worth, 0)
            : Math.max(...found.map((one) => one.worth)),
      probabilities: labels.map(({ label }, at) => [label, probability[at]!]),
    };
  };
}

/** An image on which people differ may not be taken as it stands. */
const forbidden = 1e9;

function pricesFor(
  { by, prices }: Pick<PricedRule, "by" | "prices">,
  labels: number,
): Parameters<typeof worthOfAsking>[1] {
  if (by === "labels") return prices;
  const { missed, wrong } = prices;
  const answer = prices.answer / labels;
  return {
    answer,
    ending({ no, maybe, yes, isLast }, share) {
      if (maybe === 0 && no === 0) return (1 - share) * wrong;
      if (maybe === 0 && yes === 0) return share * missed;
      return isLast ? answer : forbidden;
    },
  };
}

function foretell(rule: AskingRule, next: NextAnswers, labels: readonly LabelSoFar[]) {
  const given = labels.flatMap(({ answers }, item) =>
    answers.map((answer, annotator) => ({ item, annotator, answer })),
  );
  const most = Math.max(0, ...labels.map(({ answers }) => answers.length));
  return foretellOutcome(rule, next, toVoteColumns(labels, most, given), {
    image: new Uint8Array(labels.length),
    more: labels.map(({ known }) => known),
  });
}
