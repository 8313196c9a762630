import { comparePairs, type PairAgreement } from "./comparePairs.ts";
import type { Resampling } from "./estimate.ts";
import {
  type DisputedLabel,
  type DisputedPair,
  findDisputedLabels,
  findDisputedPairs,
} from "./findDisputes.ts";
import { groupVotes, type NamedVotes } from "./groupVotes.ts";
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

/** How far the annotators of a file of votes agree. */
export interface AgreementReport {
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
export function measureAgreement(columns: NamedVotes, bootstrap: Resampling): AgreementReport {
  const votes = groupVotes(columns);
  const measure = (exposure: Exposure) =>
    measureLabelAgreement(selectImages(votes, exposure), {
      ...bootstrap,
      // The same draws for all three, so that equal answers have equal intervals.
      seed: `${bootstrap.seed} answers`,
    });
  return {
    votes: columns.item.length,
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
