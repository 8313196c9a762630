import type { Votes } from "../files/readVotes.ts";
import type { ConfusionMatrices } from "../stats/answerModel.ts";
import { dawidSkene } from "../stats/dawidSkene.ts";
import { dawidSkeneWithGold, type Gold } from "../stats/dawidSkeneWithGold.ts";
import { intersection, quorum, union } from "../stats/quorum.ts";
import { shareOfYes } from "../stats/shareOfYes.ts";
import { splitVotes } from "../stats/splitVotes.ts";
import { type Consensus, toConsensus, type VoteColumns } from "../stats/voteColumns.ts";

export const aggregationMethods = ["majority", "union", "intersection", "quorum", "dawid-skene"] as const;

export interface AggregationSettings {
  method: (typeof aggregationMethods)[number];
  /** Least number of yes, for the quorum. */
  quorum?: number;
  /** Dawid-Skene: over the items of all labels together, or of each label alone. */
  pool?: "label" | "all";
  /** Dawid-Skene: learn how annotators answer from these, not from the votes. Its annotators are those of the votes. */
  gold?: Gold;
}

/** How one annotator answers, as it was estimated: shares of no, maybe and yes, where the truth is no and yes. */
export interface AnnotatorFit {
  annotator: string;
  /** Votes that were aggregated, on the items of this fit. */
  votes: number;
  whenNo: { no: number; maybe: number; yes: number };
  whenYes: { no: number; maybe: number; yes: number };
}

/** What Dawid-Skene estimated beside the probabilities. */
export interface Fit {
  /** null: all labels. */
  label: string | null;
  items: number;
  prior: number;
  /** Two, or three where somebody answered maybe. */
  answers: 2 | 3;
  /** Rounds, and whether they came to rest; null with gold questions, where there is one step. */
  iterations: number | null;
  converged: boolean | null;
  logLikelihood: number;
  annotators: AnnotatorFit[];
}

export interface Aggregation extends Consensus {
  /** Empty for methods that estimate nothing. */
  fits: Fit[];
}

/** Makes one probability of all votes on each label of each image. */
export function aggregateVotes(votes: Votes, settings: AggregationSettings): Aggregation {
  const { method, gold, pool = "all" } = settings;
  if (method === "majority") return { ...toConsensus(shareOfYes(votes)), fits: [] };
  if (method === "union") return { ...toConsensus(union(votes)), fits: [] };
  if (method === "intersection") return { ...toConsensus(intersection(votes)), fits: [] };
  if (method === "quorum") return { ...toConsensus(quorum(votes, settings.quorum ?? 1)), fits: [] };
  if (gold) {
    const found = dawidSkeneWithGold(votes, gold);
    const { probability, logOdds } = found;
    return { probability, logOdds, fits: [toFit(votes, votes.annotators, { ...found, label: null })] };
  }
  if (pool === "label") return aggregateByLabel(votes);
  const found = dawidSkene(votes);
  const { probability, logOdds } = found;
  return { probability, logOdds, fits: [toFit(votes, votes.annotators, { ...found, label: null })] };
}

function aggregateByLabel(votes: Votes): Aggregation {
  const labels = [...new Set(votes.items.map(({ label }) => label))];
  const numberOf = new Map(labels.map((label, number) => [label, number]));
  const parts = splitVotes(
    votes,
    votes.items.map(({ label }) => numberOf.get(label)!),
    labels.length,
  );
  const probability = new Float64Array(votes.items.length);
  const logOdds = new Float64Array(votes.items.length);
  const fits = parts.map((part, number) => {
    const found = dawidSkene(part);
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
}

function toFit({ items, annotator }: VoteColumns, names: string[], found: Found): Fit {
  const { confusion, label, prior, logLikelihood, iterations = null, converged = null } = found;
  const counts = new Uint32Array(names.length);
  for (const person of annotator) counts[person]!++;
  const annotators = names.map((name, person) => {
    const [no, maybe, yes, noOfYes, maybeOfYes, yesOfYes] = confusion.shares.subarray(6 * person);
    const whenNo = { no: no!, maybe: maybe!, yes: yes! };
    const whenYes = { no: noOfYes!, maybe: maybeOfYes!, yes: yesOfYes! };
    return { annotator: name, votes: counts[person]!, whenNo, whenYes };
  });
  const { answers } = confusion;
  return { label, items: items.length, prior, answers, iterations, converged, logLikelihood, annotators };
}
