import { type DisagreementReason, disagreementReasons } from "../outcome/findAgreement.ts";

/** What came of an image's answers: nothing yet, agreement, or the first reason why it went to refinement. */
export const mapOutcomes = ["undecided", "agreed", ...disagreementReasons] as const;
export type MapOutcome = (typeof mapOutcomes)[number];

/** @param reasons null before its answers were compared; empty where they agree */
export const mapOutcomeOf = (isAgreed: boolean | null, reasons: readonly DisagreementReason[]): MapOutcome =>
  isAgreed === null ? "undecided" : isAgreed ? "agreed" : (reasons[0] ?? "undecided");
