// Work on images, and what came of it.
import type { Generated } from "kysely";
import type { Sender } from "../../core/outcome/findOutcome.ts";
import type { ProjectSettings } from "../../core/project/settings.ts";
import type { Cause, Verdict } from "../../core/review/review.ts";
import type { Answer, Origin } from "../../core/tasks/decision.ts";
import type { AssignmentState, Destination, Stage } from "../../core/tasks/stage.ts";

export interface BatchTable {
  id: string;
  projectId: string;
  number: number;
  seed: number;
  /** Of the exemplars that its pages show. */
  exemplarVersion: Generated<number>;
  createdAt: string;
  /** How it was planned (actions/batches/planAssignment); null of one made before this was stored. */
  methodJson: Generated<string | null>;
}

/**
 * A round on a few images that every annotator gets before the work begins. Answers on them never count: while it is
 * open its assignments are `extra`, and once the guideline is frozen they are withdrawn, and experts decide the images.
 */
export interface PilotTable {
  id: string;
  projectId: string;
  seed: number;
  createdAt: string;
  /** null: somebody at the command line. */
  createdBy: string | null;
  /** When the guideline was frozen, and the work could begin; null while the pilot is open. */
  frozenAt: string | null;
  frozenBy: string | null;
  /** The versions with which the work begins; null while the pilot is open. */
  guidelineVersion: number | null;
  rulingVersion: number | null;
}

export interface PilotImageTable {
  imageId: string;
  pilotId: string;
}

export interface AssignmentTable {
  id: string;
  projectId: string;
  stage: Stage;
  imageId: string;
  personId: string;
  /** null in refinement, where whoever is free takes the next image. */
  batchId: string | null;
  /** The order of work; a skipped image moves behind all others. */
  position: number;
  state: AssignmentState;
  skips: Generated<number>;
  skipReason: string | null;
  /** The image had all its annotators already, or is in a pilot: stored, shown in the history, not counted. */
  extra: Generated<number>;
  /** When its page was first opened. */
  openedAt: string | null;
  /** Where images are handed out one by one: until then its place among the image's annotations is held. */
  leaseUntil: Generated<string | null>;
  /** Open again for a question only: what was submitted stands. */
  asked: Generated<number>;
  /** A refinement that began with nothing ticked and without the annotators' answers. */
  blank: Generated<number>;
  /** When its expert was shown the original label and the scores; null where that was not hidden, or is. */
  revealedAt: string | null;
  createdAt: string;
  updatedAt: string;
}

/**
 * How many assignments a person has in a stage and state, those that were withdrawn among them: the sum over its rows. The
 * database keeps it (migrations/0.1.0/workCounts.ts).
 */
export interface WorkCountTable {
  projectId: string;
  personId: string;
  stage: Stage;
  state: AssignmentState;
  images: number;
}

export interface AnnotationTable {
  assignmentId: string;
  /** Counts saves from 1; a save states the revision that it was built on. */
  revision: number;
  /** What the page holds (contract: annotationDraft). */
  draftJson: string;
  groupsOpenedJson: string;
  noneOfThese: number;
  comment: string;
  flag: string | null;
  activeMs: number;
  /** The labels that stood ticked when a refinement was opened; null in stage 2. */
  precheckedJson: string | null;
  guidelineVersion: number;
  exemplarVersion: number;
  rulingVersion: number;
  labelSpaceSha256: string;
  proposalVersion: number;
  submittedAt: string | null;
  updatedAt: string;
}

/** Of submitted annotations only. */
export interface DecisionTable {
  assignmentId: string;
  labelIndex: number;
  answer: Answer;
  how: Origin;
  position: number;
  shownMs: number;
  /** Why an expert kept or removed a disputed label; null where none was asked for. */
  reason: string | null;
  /** 1: its object is the image's main one; of one decision of an answer, where that was asked. */
  main: Generated<number>;
}

/** Where objects are marked beside the labels: the labels that are asked about, fixed once somebody has the image. */
export interface CandidateTable {
  imageId: string;
  /** The likeliest first, or ascending. */
  labelsJson: string;
  source: ProjectSettings["objectsCandidates"];
  createdAt: string;
}

/** A label that another annotator of the image found by search, put to this one as a yes-or-no question. */
export interface QuestionTable {
  assignmentId: string;
  labelIndex: number;
  askedAt: string;
  answeredAt: string | null;
  /** The person put it off twice: their annotation counts without an answer. */
  declinedAt: string | null;
}

/** What stage 3 found for an image. */
export interface AgreementTable {
  imageId: string;
  agreed: number;
  labelsJson: string;
  reasonsJson: string;
  /** 1: its people differ, and rulings that were applied to it bring them together. */
  byRuling: Generated<number>;
  /** How many experts refine the image, if it is to be refined; the first one's answer is final. */
  refinements: Generated<number>;
  at: string;
  /** Its image's; the database sets it, and the next one (migrations/0.1.0/waitingForExpert.ts). */
  projectId: Generated<string | null>;
  /** 1: fewer experts have the image than are to refine it. */
  waiting: Generated<number>;
}

/**
 * What the settlement of a project's votes found for an image (core/votes). Its outcome follows from that and the rules,
 * as long as its votes are still those; it is in `agreement`, as that of any other image.
 */
export interface SettledTable {
  imageId: string;
  /** What it was found from: votes; or the models that all name the original label, so that nobody votes. */
  basis: "votes" | "models";
  /** core/votes/settleImage: VotedLabels. */
  probabilitiesJson: string;
  /** Of the votes (actions/votes/parts/hashVotes); empty where nobody voted. */
  votesSha256: string;
  at: string;
}

/** An image that a lead sent somewhere, by the last such word. It holds until the lead says otherwise. */
export interface SendingTable {
  imageId: string;
  to: Destination;
  by: Sender;
  reason: string;
  /** null: somebody at the command line. */
  personId: string | null;
  at: string;
}

/** What an expert says of an image that ended with no label. */
export interface ReviewTable {
  id: string;
  projectId: string;
  imageId: string;
  /**
   * What the image ended empty by (db/review/review.ts). Once it ends otherwise, or anew, the review is history: what holds now
   * follows from the image.
   */
  basis: string;
  personId: string;
  state: "open" | "submitted";
  /** Counts saves from 1; 0 before the first. */
  revision: number;
  cause: Cause | null;
  verdict: Verdict | null;
  /** A label that the image does hold, found by search: it goes back to refinement. */
  found: number | null;
  comment: string;
  activeMs: number;
  /** The image had all its reviews already: kept, not counted. */
  extra: number;
  /** This reviewer's word on the reviewers' joint answer; they are settled once all say the same (core/review/review.ts). */
  jointCause: Cause | null;
  jointVerdict: Verdict | null;
  jointComment: string | null;
  jointAt: string | null;
  /** When this reviewer was first shown that the answers differ: from then on nobody's own answer changes. */
  comparedAt: string | null;
  guidelineVersion: number;
  exemplarVersion: number;
  createdAt: string;
  submittedAt: string | null;
  updatedAt: string;
}

/**
 * An image (`isGold`) whose known labels experts give, each from blank, by refining it; annotators who get it are
 * measured by them. It is in no count of the project's images.
 */
export interface GoldTable {
  imageId: string;
  addedAt: string;
  /** null: somebody at the command line. */
  addedBy: string | null;
  /** From then on nobody gets it any more; what was answered still counts. null while it is in use. */
  retiredAt: string | null;
  /** 1: for practice before the work, never among it: its answers are shown. */
  isPractice: Generated<number>;
}

/** A person's attempt at passing practice. */
export interface PracticeTable {
  id: string;
  projectId: string;
  personId: string;
  /** Counts a person's attempts from 1. */
  number: number;
  /** The pass mark that held when it began. */
  mark: number;
  startedAt: string;
  /** When its last image was submitted. */
  endedAt: string | null;
  passed: number | null;
  /** From then on it does not count against the attempts that a person has. */
  resetAt: string | null;
}

export interface PracticeAnswerTable {
  id: string;
  practiceId: string;
  imageId: string;
  /** From 0. */
  position: number;
  /** How often the person had been shown the image's answers before. */
  seen: number;
  /** What the page holds (contract: annotationDraft). */
  draftJson: string | null;
  /** The verdicts the person was shown (core/gold/scoreGold: JudgedLabel); experts may correct an image's known labels later. */
  verdictsJson: string | null;
  submittedAt: string | null;
}

/** Who has passed practice, or was let in by a lead. */
export interface QualifiedTable {
  projectId: string;
  personId: string;
  at: string;
  /** The lead who let them in; null where they passed. */
  byId: string | null;
  /** The attempt by which they passed. */
  practiceId: string | null;
}

/**
 * An image that a person annotates once more, weeks later, from blank: a copy of it (`image.isGold`, so that whatever
 * leaves gold out leaves it out, too) that this person alone has, among their work like any other.
 */
export interface RepeatTable {
  /** The copy. */
  imageId: string;
  ofImageId: string;
  projectId: string;
  stage: Stage;
  personId: string;
  /** Among the person's places (core/gold/mixGold). */
  place: number;
  at: string;
}
