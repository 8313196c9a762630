import { type Chance, shuffle } from "../chance.ts";
import type { GoldScore } from "../gold/scoreGold.ts";

/**
 * Where a person stands who would annotate. The first three may: nobody is asked to qualify, the known answers are
 * their own, or they have passed. The others may not yet: they can begin, are in the middle of an attempt, have used
 * all attempts and wait for the lead, or there are too few practice images.
 */
export const qualificationStates = [
  "not-asked",
  "exempt",
  "passed",
  "to-begin",
  "under-way",
  "used-up",
  "not-ready",
] as const;
export type QualificationState = (typeof qualificationStates)[number];

export const mayAnnotate = (state: QualificationState): boolean =>
  state === "not-asked" || state === "exempt" || state === "passed";

export function findQualificationState(facts: {
  isAsked: boolean;
  isExempt: boolean;
  isQualified: boolean;
  isUnderWay: boolean;
  attemptsUsed: number;
  attempts: number;
  /** Practice images that the person can get, and how many an attempt takes. */
  able: number;
  images: number;
}): QualificationState {
  if (!facts.isAsked) return "not-asked";
  if (facts.isQualified) return "passed";
  if (facts.isExempt) return "exempt";
  if (facts.isUnderWay) return "under-way";
  if (facts.attemptsUsed >= facts.attempts) return "used-up";
  return facts.able < facts.images ? "not-ready" : "to-begin";
}

/** An image that a person can practise on, and how often they were shown its answers. */
export interface PracticeImage {
  image: string;
  seen: number;
}

/**
 * The images of an attempt, in a random order: those whose answers the person saw least often.
 * undefined where there are too few.
 */
export function choosePractice(
  able: readonly PracticeImage[],
  { images, chance }: { images: number; chance: Chance },
): PracticeImage[] | undefined {
  if (able.length < images) return undefined;
  const byTimesSeen = shuffle(able, chance("draw")).sort((a, b) => a.seen - b.seen);
  return shuffle(byTimesSeen.slice(0, images), chance("order"));
}

/** The scored labels of an attempt, and how many of them are right: there, and chosen. */
export function countPractice(scores: readonly GoldScore[]): { right: number; labels: number } {
  const right = scores.reduce((sum, { hit }) => sum + hit, 0);
  const not = scores.reduce((sum, { wrong, missed }) => sum + wrong + missed, 0);
  return { right, labels: right + not };
}

/** Rounding must not cost a person the mark: 0.7 of 10 labels is 7. */
const rounding = 1e-9;

/** @param mark the least share of right labels; an attempt without any scored label has nothing wrong, and passes */
export function hasPassed({ right, labels }: { right: number; labels: number }, mark: number): boolean {
  return right >= mark * labels - rounding;
}
