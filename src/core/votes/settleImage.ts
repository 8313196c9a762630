import type { Agreement } from "../outcome/findAgreement.ts";
import type { ProjectSettings } from "../project/settings.ts";

/** How probable it is that each label that was voted on is true of an image. */
export type VotedLabels = readonly (readonly [label: number, probability: number])[];

/** What an image's outcome is found from, where the votes of a project are settled together. */
export interface Settled {
  /** `models`: nobody votes on it, because all models name its original label. */
  basis: "votes" | "models";
  probabilities: VotedLabels;
  /** Whether its votes are still those that were settled. */
  isCurrent: boolean;
}

type Rules = Pick<ProjectSettings, "voteThreshold" | "doubtFrom" | "doubtTo" | "refineUnlabelled">;

/**
 * What the votes of an image mean: the labels whose probability is greater than the threshold. It goes to experts where a
 * probability lies in the range of doubt, and, if the rules say so, where no label is taken.
 */
export function settleImage(probabilities: VotedLabels, rules: Rules): Agreement {
  const { voteThreshold, doubtFrom, doubtTo, refineUnlabelled } = rules;
  const labels = labelsAbove(probabilities, voteThreshold);
  const isDoubtful = probabilities.some(([, share]) => share > doubtFrom && share <= doubtTo);
  const reasons: Agreement["reasons"] = [
    ...(isDoubtful ? (["votes-doubtful"] as const) : []),
    ...(refineUnlabelled && labels.length === 0 ? (["votes-none"] as const) : []),
  ];
  return reasons.length === 0 ? { agreed: true, labels, reasons } : { agreed: false, labels: [], reasons };
}

/** The labels whose probability is greater than a threshold, ascending. */
export const labelsAbove = (probabilities: VotedLabels, threshold: number): number[] =>
  probabilities
    .filter(([, share]) => share > threshold)
    .map(([label]) => label)
    .sort((a, b) => a - b);
