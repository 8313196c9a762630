import { Failure } from "../../contract/failure.ts";
import type { Votes } from "../../files/votes/readVotes.ts";
import { annotatorGroups } from "../../stats/agreement/annotatorGroups.ts";
import { shareOfYes } from "../../stats/agreement/shareOfYes.ts";
import { type ConfusionMatrices, inferTruth } from "../../stats/votes/answerModel.ts";
import { dawidSkeneWithGold } from "../../stats/votes/dawidSkeneWithGold.ts";
import { intersection, quorum, union } from "../../stats/votes/quorum.ts";
import { splitVotes } from "../../stats/votes/splitVotes.ts";
import { type Consensus, toConsensus, type VoteColumns } from "../../stats/votes/voteColumns.ts";
import { calibrate, type GoldAnswers } from "./parts/calibrate.ts";
import { estimateDawidSkene as estimate } from "./parts/estimateDawidSkene.ts";

export const aggregationMethods = [
  "majority",
  "union",
  "intersection",
  "quorum",
  "dawid-skene",
  "calibrated",
] as const;

export interface AggregationSettings {
  method: (typeof aggregationMethods)[number];
  /** Minimum number of yes answers, for the quorum. */
  quorum?: number;
  /** Dawid-Skene: estimate over the items of all labels together, or of each label alone. */
  pool?: "label" | "all";
  /**
   * Dawid-Skene and calibrated: learn how annotators answer from these, not from the votes. Their annotators are those
   * of the votes.
   */
  gold?: GoldAnswers;
  /** Calibrated: seed for the folds and for the answers drawn. */
  seed?: number;
}

/** Estimate of how one annotator answers: shares of no, maybe and yes, where the truth is no and where it is yes. */
export interface AnnotatorFit {
  annotator: string;
  /** Number of aggregated votes on the items of this fit. */
  votes: number;
  whenNo: { no: number; maybe: number; yes: number };
  whenYes: { no: number; maybe: number; yes: number };
}

/** What Dawid-Skene estimated besides the probabilities. */
export interface Fit {
  /** null: all labels together. */
  label: string | null;
  labelMissing?: string;
  items: number;
  prior: number;
  /** Two, or three where somebody answered maybe. */
  answers: 2 | 3;
  /** Rounds, and whether they converged; null with gold questions, where there is one step. */
  iterations: number | null;
  converged: boolean | null;
  /** null where nothing was estimated. */
  logLikelihood: number | null;
  /** The value that the rounds maximise (stats/votes/dawidSkene); null with gold questions. */
  objective: number | null;
  /** Only where iterations, convergence and objective are null; the likelihood too, where nothing was estimated. */
  iterationsMissing?: string;
  /** What the reader must know about this fit, in words. */
  warnings: string[];
  /** Empty where nothing was estimated. */
  annotators: AnnotatorFit[];
}

export interface Aggregation extends Consensus {
  /** Empty for methods that estimate nothing. */
  fits: Fit[];
}

/** Turns all votes on each label of each image into one probability. */
export function aggregateVotes(votes: Votes, settings: AggregationSettings): Aggregation {
  switch (settings.method) {
    case "majority":
      return { ...toConsensus(shareOfYes(votes)), fits: [] };
    case "union":
      return { ...toConsensus(union(votes)), fits: [] };
    case "intersection":
      return { ...toConsensus(intersection(votes)), fits: [] };
    case "quorum":
      return { ...toConsensus(quorum(votes, settings.quorum ?? 1)), fits: [] };
    case "dawid-skene":
      return aggregateByReliability(votes, settings);
    case "calibrated":
      return aggregateCalibrated(votes, settings);
  }
}

function aggregateCalibrated(votes: Votes, { gold, seed }: AggregationSettings): Aggregation {
  if (!gold) {
    throw new Failure(
      "wrong-usage",
      "Calibrated probabilities are learned from labels whose truth is known: --gold FILE. Without, nothing tells how far answers can be trusted.",
    );
  }
  const { probability, logOdds, prior, confusion } = calibrate(votes, gold, { seed });
  const { logLikelihood } = inferTruth(votes, prior, confusion);
  const found = { prior, confusion, logLikelihood, warnings: [], label: null };
  return { probability, logOdds, fits: [toFit(votes, votes.annotators, found)] };
}

/** Dawid and Skene: with gold questions, by label, or over all. */
function aggregateByReliability(votes: Votes, { gold, pool = "all" }: AggregationSettings): Aggregation {
  if (gold) {
    const found = dawidSkeneWithGold(votes, gold);
    const { probability, logOdds } = found;
    return {
      probability,
      logOdds,
      fits: [toFit(votes, votes.annotators, { ...found, warnings: [], label: null })],
    };
  }
  if (pool === "label") return aggregateByLabel(votes);
  const labelOf = votes.items.map(() => 0);
  return estimateParts(votes, labelOf, [null]);
}

function aggregateByLabel(votes: Votes): Aggregation {
  const labels = [...new Set(votes.items.map(({ label }) => label))];
  const numberOf = new Map(labels.map((label, number) => [label, number]));
  return estimateParts(
    votes,
    votes.items.map(({ label }) => numberOf.get(label)!),
    labels,
  );
}

/** Estimates each part of the items separately. Refused only where no part reveals anything about annotators. */
function estimateParts(votes: Votes, partOf: ArrayLike<number>, labels: (string | null)[]): Aggregation {
  if (annotatorGroups(votes).sharedItems === 0) {
    throw new Failure(
      "bad-file",
      "No label of an image was answered by two annotators, so the answers do not tell how reliable anybody is. Use --method majority, or --gold FILE with labels whose truth is known.",
    );
  }
  const probability = new Float64Array(votes.items.length);
  const logOdds = new Float64Array(votes.items.length);
  const fits = splitVotes(votes, partOf, labels.length).map((part, number) => {
    const found = estimate(part);
    for (const [place, item] of part.items.entries()) {
      probability[item] = found.probability[place]!;
      logOdds[item] = found.logOdds[place]!;
    }
    const names = part.annotators.map((person) => votes.annotators[person]!);
    return toFit(part, names, { ...found, label: labels[number]! });
  });
  return { probability, logOdds, fits };
}

interface Found {
  label: string | null;
  prior: number;
  confusion: ConfusionMatrices;
  iterations?: number;
  converged?: boolean;
  logLikelihood: number;
  objective?: number;
  warnings: string[];
  /** Why there were no rounds. */
  noRounds?: string;
}

function toFit({ items, annotator }: VoteColumns, names: string[], found: Found): Fit {
  const { confusion, label, prior, logLikelihood, warnings } = found;
  const { iterations = null, converged = null, objective = null } = found;
  const counts = new Uint32Array(names.length);
  for (const person of annotator) counts[person]!++;
  const known = found.noRounds === undefined ? names : [];
  const annotators = known.map((name, person) => {
    const [no, maybe, yes, noOfYes, maybeOfYes, yesOfYes] = confusion.shares.subarray(6 * person);
    const whenNo = { no: no!, maybe: maybe!, yes: yes! };
    const whenYes = { no: noOfYes!, maybe: maybeOfYes!, yes: yesOfYes! };
    return { annotator: name, votes: counts[person]!, whenNo, whenYes };
  });
  const { answers } = confusion;
  return {
    label,
    ...(label === null && { labelMissing: "all labels together" }),
    items: items.length,
    prior,
    answers,
    iterations,
    converged,
    logLikelihood: found.noRounds === undefined ? logLikelihood : null,
    objective,
    ...(iterations === null && {
      iterationsMissing: found.noRounds ?? "one step from gold questions, no rounds",
    }),
    warnings,
    annotators,
  };
}
