import { Failure } from "../../../contract/failure.ts";
import { annotatorGroups } from "../../../stats/agreement/annotatorGroups.ts";
import { shareOfYes } from "../../../stats/agreement/shareOfYes.ts";
import { type ConfusionMatrices, inferTruth } from "../../../stats/votes/answerModel.ts";
import { type DawidSkene, dawidSkene } from "../../../stats/votes/dawidSkene.ts";
import { heedUnanimous } from "../../../stats/votes/heedUnanimous.ts";
import { splitVotes, type VotePart } from "../../../stats/votes/splitVotes.ts";
import { type Consensus, toConsensus, type VoteColumns } from "../../../stats/votes/voteColumns.ts";

type Rounds = Pick<DawidSkene, "prior" | "confusion" | "logLikelihood">;

/** An estimate with what limits it; without `iterations` nothing could be estimated, and `noRounds` says why. */
export interface CheckedDawidSkene extends Consensus, Rounds {
  iterations?: number;
  converged?: boolean;
  objective?: number;
  warnings: string[];
  noRounds?: string;
}

const cells = 6;
/** With fewer shared items than this, a single answer decides a matrix. */
const minShared = 10;

/**
 * Dawid-Skene where the answers are sufficient, else what they allow. Annotators who share no item with anybody are
 * left out of the estimate, and get the mean of the others' matrices; where nobody shares an item, or all answers are
 * the same, the result is the share of yes.
 *
 * @throws Failure `bad-file` where the estimate takes yes for no: it contradicts most answers on most items
 */
export function estimateDawidSkene(votes: VotePart): CheckedDawidSkene {
  const answers = new Set(votes.answer);
  if (answers.size === 1) return takeShares(votes, "all answers are the same");
  const { groupOf, sizes, sharedItems } = annotatorGroups(votes);
  if (sharedItems === 0) return takeShares(votes, "no item has two annotators");

  const isAlone = Array.from(groupOf, (group) => group >= 0 && sizes[group] === 1);
  const partOf = new Uint8Array(votes.items.length);
  for (const [vote, item] of votes.item.entries()) if (isAlone[votes.annotator[vote]!]) partOf[item] = 1;
  const [shared, alone] = splitVotes(votes, partOf, 2) as [VotePart, VotePart];
  const found = dawidSkene(shared, { answers: answers.has(1) ? 3 : 2 });
  const confusion = spread(found.confusion, shared, votes);
  const { probability, logOdds } = inferTruth(votes, found.prior, confusion);
  for (const [place, item] of shared.items.entries()) {
    probability[item] = found.probability[place]!;
    logOdds[item] = found.logOdds[place]!;
  }
  refuseSwitched(shared, found.probability);

  const { changed, ...consensus } = heedUnanimous(votes, { probability, logOdds }, found.prior);
  const groups = sizes.filter((size) => size > 1).length;
  const warnings = [
    sharedItems < minShared &&
      sharedItems < votes.items.length &&
      `only ${sharedItems} of ${votes.items.length} items ${sharedItems === 1 ? "was" : "were"} answered by two annotators or more: how reliable anybody is rests on so few`,
    alone.items.length > 0 &&
      `${isAlone.filter(Boolean).length} of ${sizes.reduce((sum, size) => sum + size, 0)} annotators share no item with anybody: nothing tells how reliable they are, and they got the mean of the others' matrices`,
    groups > 1 &&
      `the annotators fall into ${groups} groups that share no item: nothing links what the groups mean by yes`,
    changed > 0 &&
      `on ${changed} ${changed === 1 ? "item" : "items"} everybody gave the same answer and the model took it for the contrary; there the prior was kept`,
  ].filter((warning) => warning !== false);
  const { prior, logLikelihood, objective, iterations, converged } = found;
  return { ...consensus, prior, confusion, logLikelihood, objective, iterations, converged, warnings };
}

function takeShares(votes: VoteColumns, noRounds: string): CheckedDawidSkene {
  const shares = shareOfYes(votes);
  const prior = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  const confusion: ConfusionMatrices = {
    answers: votes.answer.includes(1) ? 3 : 2,
    shares: new Float64Array(votes.annotators.length * cells).fill(Number.NaN),
  };
  const warnings = [
    `${noRounds}, so nothing tells how reliable anybody is: the probability is the share of yes`,
  ];
  return { ...toConsensus(shares), prior, confusion, logLikelihood: Number.NaN, warnings, noRounds };
}

/** Matrices of all annotators; those outside the part get the mean of the others'. */
function spread(
  { answers, shares }: ConfusionMatrices,
  part: VotePart,
  whole: VoteColumns,
): ConfusionMatrices {
  const mean = new Float64Array(cells);
  for (const [at, share] of shares.entries()) mean[at % cells]! += share / part.annotators.length;
  const all = new Float64Array(whole.annotators.length * cells);
  for (let person = 0; person < whole.annotators.length; person++) all.set(mean, person * cells);
  for (const [seat, person] of part.annotators.entries()) {
    all.set(shares.subarray(seat * cells, (seat + 1) * cells), person * cells);
  }
  return { answers, shares: all };
}

/** The model does not name the truth: it could just as well call every yes a no. */
function refuseSwitched(votes: VoteColumns, probability: Float64Array): void {
  let [clear, against] = [0, 0];
  for (const [item, share] of shareOfYes(votes).entries()) {
    if (share === 0.5) continue;
    clear++;
    if (share > 0.5 ? probability[item]! < 0.5 : probability[item]! > 0.5) against++;
  }
  if (against * 2 <= clear) return;
  throw new Failure(
    "bad-file",
    `Dawid-Skene contradicts most answers on ${against} of ${clear} items: it took yes for no. Use --method majority, or --gold FILE with labels whose truth is known.`,
  );
}
