import { addOriginals } from "./addOriginals.ts";
import { compareRanked } from "./compareRanked.ts";
import type { RankedLabel } from "./packRanking.ts";
import { type Combination, maxModels } from "./proposalMethod.ts";

/** A label that some model has among its stored ones. */
interface Gathered {
  label: number;
  /** Over the models that have it. */
  sum: number;
  greatest: number;
  /** Models that have it among their first k, as bits, how many, and the sum of its ranks there (from 1). */
  models: number;
  votes: number;
  ranks: number;
}

/**
 * One list of proposals from several models' rankings of an image. Bit i of a proposal's `models` says that the i-th
 * model has the label among its own first `k`.
 *
 * - `maximum`, `mean`: of the probabilities; the first `k`. A label that a model's stored ranking lacks counts as 0
 *   there, so a mean is a lower bound: exact if the rankings hold every label.
 * - `union`: all labels that are among the first `k` of any model, be they more or fewer than people are usually shown;
 *   in the order of how many models have them there, then of their mean rank there, then of their index. Its scores
 *   are the means, or NaN where a model gave none. Ten models' first five and the original label are what Tsipras et
 *   al. (2020) asked people about.
 *
 * @param rankings each model's labels, the best first; scores are probabilities, NaN where only ranks are known
 * @param rules.withOriginal adds original labels that are not among them: for `maximum` and `mean` in the last ranks of
 *   the `k`, for `union` behind the others
 * @throws RangeError for no model, more than 32, or a maximum or mean of rankings without scores
 */
export function combineRankings(
  rankings: readonly (readonly Pick<RankedLabel, "label" | "score">[])[],
  originals: readonly number[],
  rules: { how: Combination; k: number; withOriginal: boolean },
): RankedLabel[] {
  const { how, k, withOriginal } = rules;
  if (rankings.length === 0 || rankings.length > maxModels) {
    throw new RangeError(`From 1 to ${maxModels} models can be combined, not ${rankings.length}.`);
  }
  const gathered = gather(rankings, k);
  if (how === "union") {
    const union = gathered
      .filter(({ votes }) => votes > 0)
      .sort((a, b) => b.votes - a.votes || a.ranks / a.votes - b.ranks / b.votes || a.label - b.label);
    const all = [...union, ...gathered.filter(({ votes }) => votes === 0)].map(scoredBy(meanOf(rankings)));
    const proposed = all.slice(0, union.length);
    return withOriginal ? addOriginals(proposed, all, originals, Number.POSITIVE_INFINITY) : proposed;
  }
  if (gathered.some(({ sum }) => Number.isNaN(sum))) {
    throw new RangeError(`A ${how} needs every model's scores, and some told only ranks.`);
  }
  const scores = {
    mean: meanOf(rankings),
    maximum: ({ greatest }: Gathered) => greatest,
  } satisfies Record<Exclude<Combination, "union">, (gathered: Gathered) => number>;
  const score = scores[how];
  const ranking = gathered.map(scoredBy(score)).sort(compareRanked);
  const first = ranking.slice(0, k);
  return withOriginal ? addOriginals(first, ranking, originals, k) : first;
}

function gather(rankings: Parameters<typeof combineRankings>[0], k: number): Gathered[] {
  const byLabel = new Map<number, Gathered>();
  for (const [model, ranking] of rankings.entries()) {
    for (const [rank, { label, score }] of ranking.entries()) {
      let entry = byLabel.get(label);
      if (!entry) {
        entry = { label, sum: 0, greatest: 0, models: 0, votes: 0, ranks: 0 };
        byLabel.set(label, entry);
      }
      entry.sum += score;
      entry.greatest = Math.max(entry.greatest, score);
      if (rank >= k) continue;
      // JavaScript's bit operations give signed numbers; the 32nd model would make it negative.
      entry.models = (entry.models | (1 << model)) >>> 0;
      entry.votes++;
      entry.ranks += rank + 1;
    }
  }
  return [...byLabel.values()];
}

/**
 * The mean probability over all models. NaN for every label where any model gave ranks only: what it would have given
 * a label that it did not name is not 0 but unknown, and a list with scores on some labels only could mislead.
 */
function meanOf(rankings: Parameters<typeof combineRankings>[0]): (entry: Gathered) => number {
  const someLackScores = rankings.some((ranking) => ranking.some(({ score }) => Number.isNaN(score)));
  return ({ sum }) => (someLackScores ? Number.NaN : sum / rankings.length);
}

const scoredBy =
  (score: (entry: Gathered) => number) =>
  (entry: Gathered): RankedLabel => ({ label: entry.label, score: score(entry), models: entry.models });
