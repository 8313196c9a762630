import type { ProjectSettings } from "../project/settings.ts";
import type { ServedPage } from "../stages/servedPage.ts";
import type { Lock, LockFacts, StageRules } from "../stages/stageRules.ts";
import type { AnnotationToCheck } from "./checkAnnotation.ts";
import { type ContentProblem, checkContent } from "./checkContent.ts";
import { decideLabels, type PageCard } from "./decideLabels.ts";
import type { Answer, Decision } from "./decision.ts";
import { leaseEnd } from "./leaseEnd.ts";
import type { AssignmentState } from "./stage.ts";

/** Everything that decides what comes of a save. */
export interface AnswerFacts {
  stage: StageRules;
  settings: ProjectSettings;
  /** Of the label space. */
  labelCount: number;
  now: Date;
  /** As it stands. */
  assignment: { state: AssignmentState; leaseUntil: string | null };
  /** What was saved before; null where nothing was. */
  stored: { revision: number; isSubmitted: boolean } | null;
  /** What the person's page sends, and the revision that it was built on. */
  sent: { as: "draft" | "submitted"; revision: number; answer: AnnotationToCheck };
  /** What the person said of labels that are not offered any more: it is kept, and not checked. */
  kept?: readonly PageCard[];
  /** What the page was served. */
  page: ServedPage;
  lock: LockFacts;
  /** The image is one of an open pilot, whose answers count toward nothing. */
  isInPilot: boolean;
  /** The labels that the person was ever asked about. */
  asked: readonly { label: number; isAnswered: boolean }[];
  /** Of the other people's places on the image: those with an answer that counts, and those that nobody else can take. */
  others: { standing: number; held: number };
}

/** What a save changes. */
export interface Settled {
  assignment: { state: "open" | "submitted"; extra: 0 | 1; leaseUntil: string | null };
  /** What the answer says of each label from now on; null where it says nothing new. */
  decisions: Decision[] | null;
  /** Whether its person is told that the answer does not count. */
  isReportedExtra: boolean;
  /** What happened, for the history. */
  event: "submitted" | "taken-back" | "draft-saved";
  /** Questions that are answered for the first time. */
  answered: { label: number; answer: Answer }[];
  /** Whether the image's outcome has to be found anew. */
  changesOutcome: boolean;
}

/** Why a save is refused: `conflict` where the page was built on another revision than the one that is stored. */
export type Refusal = ContentProblem | { code: "locked" | "conflict"; message: string };

/** What comes of a save, or why it is refused. */
export function settleAnswer(facts: AnswerFacts): Settled | { refusal: Refusal } {
  const refusal = findRefusal(facts);
  if (refusal) return { refusal };

  const { stage, settings, now, assignment, stored, sent, asked } = facts;
  const submits = sent.as === "submitted";
  const wasSubmitted = assignment.state === "submitted";
  const lapsed = hasLapsed(facts);
  const isSurplus = submits && !facts.isInPilot && (lapsed || isFull(facts));
  const decisions = submits ? decideLabels(markAsked(facts), settings.shownAfterMs) : [];
  return {
    assignment: {
      state: submits ? "submitted" : "open",
      extra: isSurplus || facts.isInPilot ? 1 : 0,
      // Any save renews a lease, unless its place was given away meanwhile.
      leaseUntil: assignment.leaseUntil === null || lapsed ? assignment.leaseUntil : leaseEnd(now, settings),
    },
    // Without an earlier submission there is nothing to replace.
    decisions: submits || stored?.isSubmitted ? decisions : null,
    // A second refinement is asked for, though only the first one counts.
    isReportedExtra: isSurplus && stage.answers !== "final",
    event: submits ? "submitted" : wasSubmitted ? "taken-back" : "draft-saved",
    answered: decisions
      .filter(({ label }) => asked.some((one) => one.label === label && !one.isAnswered))
      .map(({ label, answer }) => ({ label, answer })),
    changesOutcome: stage.answers === "compared" && (submits || wasSubmitted),
  };
}

/** Whether a lease has ended: then it matters who else has a place. */
export const isLeaseOver = ({ leaseUntil }: AnswerFacts["assignment"], now: Date): boolean =>
  leaseUntil !== null && leaseUntil <= now.toISOString();

/** Words for the person whose answer can no longer change. */
const lockWords: Record<Lock, string> = {
  expert: "An expert has begun to review this image, so its answers can no longer change.",
  release: "A release holds this image, so its labels can no longer change.",
  result: "What came of this answer was shown, so it can no longer change.",
};

function findRefusal({
  stage,
  labelCount,
  assignment,
  stored,
  sent,
  page,
  lock,
}: AnswerFacts): Refusal | undefined {
  if (assignment.state === "blocked") {
    const waits = stage.answers === "settled" ? "is settled between experts" : "now waits for the lead";
    return { code: "locked", message: `You skipped this image twice: it ${waits}.` };
  }
  const locked = stage.lockedBy(lock);
  if (locked) return { code: "locked", message: lockWords[locked] };
  if (sent.revision !== (stored?.revision ?? 0)) return staleRevision;
  return checkContent(stage.task, sent.answer, page, { labelCount, as: sent.as });
}

/** The page was built on another revision than the one that is stored. */
export const staleRevision = {
  code: "conflict",
  message: "This image was changed in another window. Choose which answers to keep.",
} as const satisfies Refusal;

/** Whether the lease has ended and its place is another's by now. */
const hasLapsed = ({ stage, settings, now, assignment, lock, others }: AnswerFacts) =>
  isLeaseOver(assignment, now) && others.held >= stage.places(settings, lock);

/** Whether others already gave the image all the answers that count. */
const isFull = ({ stage, settings, lock, others }: AnswerFacts) =>
  others.standing > 0 && others.standing >= stage.places(settings, lock);

const markAsked = ({ sent, kept = [], asked }: AnswerFacts) =>
  [...sent.answer.cards, ...kept].map((card) => ({
    ...card,
    decide: asked.some(({ label }) => label === card.label),
  }));
