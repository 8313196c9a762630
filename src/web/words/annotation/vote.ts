import type { Settlement } from "../../../contract/votes.ts";
import { countOf, formatCount } from "../../components/format/formatCount.ts";

const percents = new Intl.NumberFormat("en", { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** The page on which people vote on labels, and what becomes of their votes. */
export const vote = {
  maybe: "Maybe",
  maybeKey: "Maybe to the card that asks",
  goTo: "Go to the card",
  answered: (answered: number, cards: number) => `${formatCount(answered)} of ${formatCount(cards)} answered`,
  undecided: "Answer each label first: yes, maybe or no.",
  settling: {
    title: "Votes",
    settle: "Settle the votes",
    waiting: (images: number) =>
      `${countOf(images, "image")} ${images === 1 ? "has all its votes and waits" : "have all their votes and wait"} to be settled: what votes mean depends on how reliable people are, and that is found over all images at once. A release settles them, too.`,
    noneWaits: "No image waits to be settled.",
    last: (at: string, { images, agreed, toExperts, modelAgreed }: Settlement) =>
      `Last settled ${at}: of ${countOf(images, "image")} with all votes, ${formatCount(agreed)} ${agreed === 1 ? "has its" : "have their"} labels and ${formatCount(toExperts)} went to experts.${modelAgreed > 0 ? ` On ${countOf(modelAgreed, "other")} all models name the original label, so nobody votes.` : ""}`,
    how: ({ method, votes, annotators, goldAnswers }: Settlement) =>
      `${countOf(votes, "vote")} of ${annotators === 1 ? "1 person" : `${formatCount(annotators)} people`}, ${
        method === "majority"
          ? "everybody alike."
          : method === "calibrated"
            ? `calibrated on ${countOf(goldAnswers, "answer")} to gold images.`
            : goldAnswers > 0
              ? `weighed by ${countOf(goldAnswers, "answer")} to gold images.`
              : "weighed by how people answer beside each other."
      }`,
    warning: (text: string) => `Note: ${text}.`,
    caption:
      "By the votes alone, at other thresholds; of each model its ReaL accuracy, with the 95 % interval and its images",
    above: "Above",
    threshold: (threshold: number, isChosen: boolean) => `${threshold}${isChosen ? " (chosen)" : ""}`,
    images: "Images",
    noLabel: "Without a label",
    labels: "Labels",
    accuracy: (share: string, interval: readonly [number, number] | null, images: number) =>
      `${share}${interval ? ` (${interval.map((bound) => percents.format(bound * 100)).join(" to ")})` : ""}, ${formatCount(images)}`,
  },
} as const;
