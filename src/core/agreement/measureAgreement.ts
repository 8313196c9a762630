import type { Resampling } from "../estimate.ts";
import { comparePairs, type PairAgreement } from "./comparePairs.ts";
import {
  type DisputedLabel,
  type DisputedPair,
  findDisputedLabels,
  findDisputedPairs,
} from "./findDisputes.ts";
import { type GroupedVotes, groupVotes, type NamedVotes, said } from "./groupVotes.ts";
import { type Dependence, type GoldAnswers, measureDependence, type Truth } from "./measureDependence.ts";
import {
  type AgreementOnLabel,
  type Exposure,
  type LabelAgreement,
  measureEachLabel,
  measureLabelAgreement,
  selectImages,
} from "./measureLabelAgreement.ts";
import { type Leniency, measureLeniency } from "./measureLeniency.ts";
import {
  keepShownToAll,
  measureSetAgreement,
  noSharedLabels,
  type SetAgreement,
} from "./measureSetAgreement.ts";

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
  /** Of the labels that every annotator of the image was shown. */
  setsShownToAll: SetAgreement;
  answers: Record<Exposure, LabelAgreement>;
  /** Of the answers `shown`. */
  byLabel: AgreementOnLabel[];
  pairs: PairAgreement[];
  leniency: Leniency[];
  /** Whether each annotator's answers depend on what is there. */
  dependence: Dependence[];
  disputedLabels: DisputedLabel[];
  disputedPairs: DisputedPair[];
}

/** Every statistic of `votes agreement`; see docs/statistics.md. */
export const measureAgreement = (
  columns: NamedVotes,
  bootstrap: Resampling,
  truth?: Truth,
): AgreementReport => {
  const votes = groupVotes(columns);
  return measureGroupedVotes(votes, bootstrap, truth && { votes, truth });
};

/** @param gold answers to gold questions, where there are any; `votes` may hold them or not */
export function measureGroupedVotes(
  votes: GroupedVotes,
  bootstrap: Resampling,
  gold?: GoldAnswers,
): AgreementReport {
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
    setsShownToAll: measureSetAgreement(keepShownToAll(votes), bootstrap, noSharedLabels),
    answers: {
      shown: measure("shown"),
      "unshown-as-no": measure("unshown-as-no"),
      "same-labels": measure("same-labels"),
    },
    byLabel: measureEachLabel(selectImages(votes, "shown"), votes.labels, bootstrap),
    pairs: comparePairs(votes, bootstrap),
    leniency: measureLeniency(votes, bootstrap),
    dependence: measureDependence(votes, gold),
    disputedLabels: findDisputedLabels(votes),
    disputedPairs: findDisputedPairs(votes),
  };
}

function countVotes(answers: Uint8Array): number {
  let votes = 0;
  for (const answer of answers) if (answer !== said.nothing) votes++;
  return votes;
}
