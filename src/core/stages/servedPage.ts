import type { DisagreementReason } from "../outcome/findAgreement.ts";
import type { Answer, Origin } from "../tasks/decision.ts";

/** A label on the page of an image, as it is served. */
export interface ServedCard {
  label: number;
  how: Origin;
  /** Needs a yes or a no: a question about a label that somebody found; in refinement, a disputed label. */
  decide?: boolean | undefined;
  /** What an expert sees of it. */
  refinement?: RefinedCard | undefined;
}

/** What an expert, and nobody before them, sees of a label; the last three are left out as long as they are hidden. */
export interface RefinedCard {
  /** What the annotators did with it; a letter stands for a person. */
  marks: { who: string; answer: Answer | "not-shown" }[];
  prechecked: boolean;
  disputed: boolean;
  original?: boolean | undefined;
  proposed?: boolean | undefined;
  score?: number | null | undefined;
}

/** The page of an image as it is served: what an answer is checked against, in the browser and on the server. */
export interface ServedPage {
  cards: ServedCard[];
  /** Cards per group. */
  groupSize: number;
  /** Every group must be opened before submitting. */
  allGroups: boolean;
  /** A change of what stood ticked needs a comment. */
  commentOnChange: boolean;
  /** Only these cards can be answered: none is added by search. */
  closed?: boolean | undefined;
  /** Labels that no card has are searched for before submitting. */
  mustSearch?: boolean | undefined;
  /** Each card is answered with yes, maybe or no. */
  ballot?: boolean | undefined;
  /** Each ticked label is of an object of its own, and one of them is marked as the main one; of closed cards nobody is unsure. */
  asksMain?: boolean | undefined;
  refinement?: ServedRefinement | undefined;
}

/** What an expert is served beside the cards. */
export interface ServedRefinement {
  blank: boolean;
  gold: boolean;
  /** The original label and the scores are not shown yet. */
  hidden: boolean;
  /** Each decision on a disputed label needs a reason. */
  reasonOnDecision: boolean;
  reasons: DisagreementReason[];
  /** The earlier annotators: what each chose, was unsure of, and wrote. */
  annotators: { who: string; yes: number[]; unsure: number[]; comment: string }[];
  found: { label: number; comment: string }[];
}
