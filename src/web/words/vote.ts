import { formatCount } from "../components/format/formatCount.ts";

/** The page on which people vote on labels. */
export const vote = {
  maybe: "Maybe",
  maybeKey: "Maybe to the card that asks",
  goTo: "Go to the card",
  answered: (answered: number, cards: number) => `${formatCount(answered)} of ${formatCount(cards)} answered`,
  undecided: "Answer each label first: yes, maybe or no.",
} as const;
