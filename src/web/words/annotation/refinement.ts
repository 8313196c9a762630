import type { Card } from "../../../contract/tasks/work.ts";
import { asStored } from "../reasons.ts";

type Answer = NonNullable<Card["refinement"]>["marks"][number]["answer"];

const answers: Record<Answer, string> = {
  yes: "ticked it",
  no: "saw it and did not tick it",
  unsure: "was unsure",
  "not-shown": "was never shown it",
};

const originalOf = (several: boolean) => (several ? "An original label" : "The original label");

/** Which labels, where the page knows. */
const about = (labels: string) => (labels === "" ? "" : `: ${labels}`);

/** What only experts see on the annotation page. */
export const refinement = {
  label: "Refinement",
  answer: (who: string) => `${who}'s answer`,
  why: "Why this image is here",
  whyChanged: "You changed the answer: say why",
  reasonsToChange: asStored([
    "I see what was not ticked",
    "What was ticked is not there",
    "Another label fits better",
    "The guideline decides it",
  ]),
  ticked: {
    title: (count: number) => `Submit ${count} labels as they stand?`,
    text: "The page opened with these ticks, and nothing was changed. Look through them first: each becomes a final label.",
    yes: "They are right: submit",
    no: "Look again",
  },
  both: "Both",
  all: "All",
  /** A sentence per reason; the lead's list of them is in disagreement.ts. */
  reasons: {
    unsure: "Somebody was unsure",
    unsureAbout: (labels: string) => `Somebody was unsure about ${labels}`,
    nobodyChose: "Nobody chose a label",
    setsDiffer: (labels: string) =>
      labels === "" ? "They ticked different labels" : `Not everybody ticked ${labels}`,
    notChosen: (several: boolean, labels: string) => `${originalOf(several)} was not chosen${about(labels)}`,
    notChosenByAll: (several: boolean, labels: string) =>
      `${originalOf(several)} was not chosen by all${about(labels)}`,
    neverShown: (several: boolean, who: string) => `${originalOf(several)} was never shown to ${who}`,
    everyone: "everyone",
    exposureDiffers: "They were not shown the same labels",
    oneAnnotator: "Only one person annotated it",
    votesDoubtful: "The votes leave a label in doubt",
    votesNone: "The votes leave no label",
    sentByLead: "The lead asks for an expert's decision",
    foundInReview: "It had ended with no label, and a reviewer found one",
  },
  similar: {
    find: "Similar images",
    title: "Finished images that look alike",
    looking: "Looking …",
    about: (model: string) =>
      `The nearest by what ${model} sees, with their final labels; images that you had or may be given are left out.`,
    none: (among: number) =>
      `Of the ${among} nearest, none is finished that you neither had nor may be given.`,
    image: (number: number) => `Similar image ${number}`,
    distance: (distance: number) => `distance ${distance.toFixed(3)}`,
  },
  and: " and ",
  marks: {
    answers,
    disputed: "Disputed. ",
    answer: (who: string, answer: string) => `${who} ${answer}`,
    original: "original",
    proposed: "proposed",
    notProposed: "not proposed",
    score: "The model's probability",
    model: "model ",
  },
};
