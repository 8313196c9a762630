export interface RankedLabels {
  /** Label indices, the best first. */
  labels: Uint32Array;
  /** Their probabilities, 0 to 1. */
  scores: Float32Array;
}

/** Probabilities of logits; the greatest is subtracted first, so that nothing overflows. */
function softmax(logits: ArrayLike<number>): Float64Array {
  let greatest = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < logits.length; at++) greatest = Math.max(greatest, logits[at]!);
  const exponentials = Float64Array.from(logits, (logit) => Math.exp(logit - greatest));
  const sum = exponentials.reduce((total, value) => total + value, 0);
  return exponentials.map((value) => value / sum);
}

/**
 * The best labels of a model's output, by score; equal scores (as float32) by label index.
 *
 * @param outputs one image's outputs, for label `index` at `index + offset`
 * @param options.topK how many, or all if there are fewer
 * @throws RangeError if an output is not a finite number
 */
export function rankScores(
  outputs: ArrayLike<number>,
  { kind, offset, topK }: { kind: "logits" | "probabilities"; offset: number; topK: number },
): RankedLabels {
  for (let at = 0; at < outputs.length; at++) {
    if (!Number.isFinite(outputs[at])) throw new RangeError(`output ${at} is ${outputs[at]}`);
  }
  // What precedes label 0, a background class, is no label but has its share of the probability.
  const probabilities = Float32Array.from(kind === "logits" ? softmax(outputs) : outputs).subarray(offset);
  const labels = Uint32Array.from(probabilities.keys())
    .sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
    .slice(0, topK);
  return { labels, scores: Float32Array.from(labels, (label) => probabilities[label]!) };
}
