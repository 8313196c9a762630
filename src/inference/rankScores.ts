import type { ModelCard } from "../contract/models/modelCard.ts";
import { ModelError } from "./modelError.ts";

export interface RankedLabels {
  /** Label indices, the best first. */
  labels: Uint32Array;
  /** Their probabilities, 0 to 1. */
  scores: Float32Array;
  /** The numbers are not negative and their sum is 1 or 100, as after a softmax. */
  isNormalised: boolean;
}

/** float16 has 11 bits, and a sum of a thousand of them some fewer. */
const rounding = 0.005;

function looksNormalised(outputs: ArrayLike<number>): boolean {
  let sum = 0;
  for (let at = 0; at < outputs.length; at++) {
    if (outputs[at]! < 0) return false;
    sum += outputs[at]!;
  }
  return Math.abs(sum - 1) < rounding || Math.abs(sum - 100) < rounding * 100;
}

function checkProbability(value: number, at: number): void {
  if (value >= -rounding && value <= 1 + rounding) return;
  throw new ModelError(
    `output ${at} is ${Number(value.toPrecision(4))}, and its card says that outputs are probabilities, between 0 and ` +
      "1. Set output.kind to logits in the card, or export the model with its Softmax or Sigmoid",
    "contradicts-card",
  );
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
 * @throws ModelError if an output is not a finite number, or not a probability where it should be one
 */
export function rankScores(
  outputs: ArrayLike<number>,
  { kind, offset, topK }: { kind: ModelCard["output"]["kind"]; offset: number; topK: number },
): RankedLabels {
  if (kind === "vector")
    throw new ModelError("it gives a vector and no scores: import label vectors for it", "contradicts-card");
  for (let at = 0; at < outputs.length; at++) {
    if (!Number.isFinite(outputs[at]))
      throw new ModelError(`output ${at} is ${outputs[at]}, not a finite number`);
    if (kind === "probabilities") checkProbability(outputs[at]!, at);
  }
  // What precedes label 0, a background class, is no label but has its share of the probability.
  const probabilities = Float32Array.from(
    kind === "logits" ? softmax(outputs) : Float64Array.from(outputs, (one) => Math.min(Math.max(one, 0), 1)),
  ).subarray(offset);
  const labels = Uint32Array.from(probabilities.keys())
    .sort((a, b) => probabilities[b]! - probabilities[a]! || a - b)
    .slice(0, topK);
  return {
    labels,
    scores: Float32Array.from(labels, (label) => probabilities[label]!),
    isNormalised: looksNormalised(outputs),
  };
}
