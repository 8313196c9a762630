import { comparePairs, type PairAgreement } from "./comparePairs.ts";
import type { Resampling } from "./estimate.ts";
import {
  type DisputedLabel,
  type DisputedPair,
  findDisputedLabels,
  findDisputedPairs,
} from "./findDisputes.ts";
import { type GroupedVotes, groupVotes, type NamedVotes, said } from "./groupVotes.ts";
import {
  type AgreementOnLabel,
  type Exposure,
  type LabelAgreement,
  measureEachLabel,
  measureLabelAgreement,
  selectImages,
} from "./measureLabelAgreement.ts";
import { type Leniency, measureLeniency } from "./measureLeniency.ts";
import { measureSetAgreement, type SetAgreement } from "./measureSetAgreement.ts";

/** How far annotators agree. */
export interface AgreementReport {
  /** Answers: of a person, on a label of an image. */
  votes: number;
  images: number;
  annotators: number;
  /** Labels that occur. */
  labels: number;
  bootstrap: Resampling;
  sets: SetAgreement;
  answers: Record<Exposure, LabelAgreement>;
  /** Of the answers `shown`. */
  byLabel: AgreementOnLabel[];
  pairs: PairAgreement[];
  leniency: Leniency[];
  disputedLabels: DisputedLabel[];
  disputedPairs: DisputedPair[];
}

/** Every statistic of `votes agreement`; see docs/statistics.md. */
export const measureAgreement = (columns: NamedVotes, bootstrap: Resampling): AgreementReport =>
  measureGroupedVotes(groupVotes(columns), bootstrap);

export function measureGroupedVotes(votes: GroupedVotes, bootstrap: Resampling): AgreementReport {
  const measure = (exposure: Exposure) =>
    measureLabelAgreement(selectImages(votes, exposure), {
      ...bootstrap,
      // The same draws for all three, so that equal answers have equal intervals.
      seed: `${bootstrap.seed} answers`,
    });
  return {
    votes: votes.images.reduce((sum, { answers }) => sum + countVotes(answers), 0),
    images: votes.images.length,
    annotators: votes.annotators.length,
    labels: votes.labels.length,
    bootstrap,
    sets: measureSetAgreement(votes, bootstrap),
    answers: {
      shown: measure("shown"),
      "unshown-as-no": measure("unshown-as-no"),
      "same-labels": measure("same-labels"),
    },
    byLabel: measureEachLabel(selectImages(votes, "shown"), votes.labels),
    pairs: comparePairs(votes),
    leniency: measureLeniency(votes, bootstrap),
    disputedLabels: findDisputedLabels(votes),
    disputedPairs: findDisputedPairs(votes),
  };
}

function countVotes(answers: Uint8Array): number {
  let votes = 0;
  for (const answer of answers) if (answer !== said.nothing) votes++;
  return votes;
}
