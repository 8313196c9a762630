import { jaccard } from "../../stats/metrics/jaccard.ts";
import type { ProjectSettings } from "../project/settings.ts";
import { type Decision, labelsAnswered } from "../tasks/decision.ts";

/** Why an image goes to refinement, in the order in which reasons are listed. */
export const disagreementReasons = [
  "unsure",
  "nobody-chose",
  "sets-differ",
  "original-rejected",
  "original-unseen",
  "exposure-differs",
  "one-annotator",
  "votes-doubtful",
  "votes-none",
  "sent-by-lead",
  "found-in-review",
] as const;
export type DisagreementReason = (typeof disagreementReasons)[number];

export interface Agreement {
  agreed: boolean;
  /** The labels agreed on, ascending; empty unless agreed. */
  labels: number[];
  /** Why not; empty if agreed. */
  reasons: DisagreementReason[];
  /** Its people differ, and rulings that were applied to it bring them together. */
  byRuling?: true;
}

type Rules = Pick<ProjectSettings, "agreementRule" | "singleAnnotation" | "refineWhenExposureDiffers">;

/**
 * Stage 3: do the annotators of an image agree?
 *
 * @param annotations each annotator's decisions on the image; a label without a decision was not shown to them
 * @param originals the dataset's own labels of the image, none or more
 * @see arXiv 2401.17736, section 3.3
 */
export function findAgreement(
  annotations: readonly (readonly Decision[])[],
  originals: readonly number[],
  rules: Rules,
): Agreement {
  const chosen = annotations.map((decisions) => labelsAnswered(decisions, "yes"));
  const found = new Set<DisagreementReason>();

  if (annotations.some((decisions) => labelsAnswered(decisions, "unsure").length > 0)) found.add("unsure");
  if (chosen.every((labels) => labels.length === 0)) found.add("nobody-chose");
  if (annotations.length === 1 && rules.singleAnnotation === "refine") found.add("one-annotator");
  if (rules.refineWhenExposureDiffers && !allEqual(annotations.map(labelsShown)))
    found.add("exposure-differs");

  const labels = labelsKept(chosen, rules, found);
  if (rules.agreementRule.kind === "exact-with-original") {
    for (const original of originals) {
      const answersOnIt = annotations.map(
        (decisions) => decisions.find(({ label }) => label === original)?.answer,
      );
      if (answersOnIt.includes(undefined)) found.add("original-unseen");
      else if (!answersOnIt.every((answer) => answer === "yes")) found.add("original-rejected");
    }
  }

  const reasons = disagreementReasons.filter((reason) => found.has(reason));
  return reasons.length === 0 ? { agreed: true, labels, reasons } : { agreed: false, labels: [], reasons };
}

/** The labels that the rule lets through; adds `sets-differ` where it does not let the image through. */
function labelsKept(chosen: number[][], rules: Rules, found: Set<DisagreementReason>): number[] {
  const rule = rules.agreementRule;
  const union = [...new Set(chosen.flat())].sort((a, b) => a - b);
  const votes = (label: number) => chosen.filter((labels) => labels.includes(label)).length;

  switch (rule.kind) {
    case "exact":
    case "exact-with-original":
      if (!allEqual(chosen)) found.add("sets-differ");
      return union;
    case "quorum":
      if (union.some((label) => votes(label) < rule.votes)) found.add("sets-differ");
      return union;
    case "jaccard": {
      const likeness = (a: readonly number[], b: readonly number[]) =>
        jaccard(a.length, b.length, a.filter((label) => b.includes(label)).length);
      const alike = chosen.every((a, i) => chosen.slice(i + 1).every((b) => likeness(a, b) >= rule.atLeast));
      const shared = union.filter((label) => votes(label) === chosen.length);
      if (!alike || (shared.length === 0 && union.length > 0)) found.add("sets-differ");
      return shared;
    }
  }
}

function labelsShown(decisions: readonly Decision[]): number[] {
  return decisions.map((decision) => decision.label).sort((a, b) => a - b);
}

function allEqual(sets: readonly (readonly number[])[]): boolean {
  return sets.every((set) => set.join() === sets[0]?.join());
}
