import { countOf } from "../../components/format/formatCount.ts";
import { asStored } from "../reasons.ts";

/** Questions, disputed labels and what is revealed: the rules of the preset careful on the annotation page. */
export const careful = {
  yes: "Yes",
  no: "No",
  decisionOn: (name: string) => `: ${name}`,
  undecided: "Undecided.",
  yesKey: "Yes to the card that asks",
  noKey: "No to the card that asks",
  questionGroup: (count: number) => (count === 1 ? "Question" : "Questions"),
  foundGroup: "Found",
  question: (names: string) => `One more question on this image: does it show ${names}?`,
  questions: (names: string) => `A few more questions on this image: does it show ${names}?`,
  answerWith: "Answer yes or no, then submit. Skip it if you cannot tell.",
  undecidedQuestion: (names: string) => `Yes or no first: does the image show ${names}?`,
  undecidedLabels: "Keep or remove each disputed label first: yes or no.",
  allGroups: "On this image, please look at every group before you submit.",
  revealed: "The original label and the scores are shown now. Change what you like, then submit.",
  notRevealed:
    "The original label cannot be shown without a connection. Your decisions are kept; submit again to go on without it.",
  fromBlank:
    "This image starts from blank: the annotators’ answers stay hidden. Decide as if you were the first to see it.",
  hidden: "The original label and the scores follow your decisions.",
  decided: (done: number, total: number) => `${done} of ${countOf(total, "disputed label")} decided`,
  reveal: "Show the original",
  why: (keeps: boolean, name: string) => `${keeps ? "Keep" : "Remove"} “${name}”: why?`,
  reasonsToKeep: asStored([
    "I see it in the image",
    "The definition covers it",
    "The guideline asks for it",
    "The exemplars look like it",
  ]),
  reasonsToRemove: asStored([
    "It is not in the image",
    "Another label fits better",
    "The guideline rules it out",
    "The exemplars look different",
  ]),
} as const;
