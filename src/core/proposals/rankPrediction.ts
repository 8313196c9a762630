import { compareRanked } from "./compareRanked.ts";
import type { RankedLabel } from "./packRanking.ts";

/** Probabilities of logits; the greatest is subtracted first, so that nothing overflows. */
function softmax(logits: ArrayLike<number>): Float64Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logits.length; at++) greatest = Math.max(greatest, logits[at]!);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - greatest));
  let sum = 0;
  for (const value of exponentials) sum += value;
  return exponentials.map((value) => value / sum);
}

/**
 * A model's best labels of one image, from scores computed elsewhere. The only model's bit is set.
 *
 * @param labels what the scores belong to; null: the label of each index in turn, all of them
 * @param scores null where the model gave only the order of `labels`: its scores are NaN then
 * @param options.logits the scores become probabilities by a softmax over all of them
 * @param options.depth at most so many labels are kept
 */
export function rankPrediction(
  labels: readonly number[] | null,
  scores: ArrayLike<number> | null,
  { logits, depth }: { logits: boolean; depth: number },
): RankedLabel[] {
  if (!scores) {
    return (labels ?? []).slice(0, depth).map((label) => ({ label, score: Number.NaN, models: 1 }));
  }
  const probabilities = logits ? softmax(scores) : scores;
  // Scores are stored as 32-bit floats: rounded before they are sorted, so that ties are the ones people will see.
  return Array.from(probabilities, (score, at) => ({
    label: labels ? labels[at]! : at,
    score: Math.min(1, Math.fround(score)),
    models: 1,
  }))
    .sort(compareRanked)
    .slice(0, depth);
}
