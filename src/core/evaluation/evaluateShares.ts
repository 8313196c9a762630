import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import type { EvaluatedShare } from "./evaluatedNumbers.ts";
import type { Verdicts } from "./evaluateImages.ts";
import { countOnes, type ImageFacts } from "./imageFacts.ts";

const names = ["top1", "top5", "real", "realTop5", "top1OnReal"] as const;

/** What each share is of, and why it is undefined where there is no such image. */
const denominators = {
  top1: ["hasOriginal", "no image has an original label"],
  top5: ["hasOriginal", "no image has an original label"],
  real: ["hasLabels", "no image has a valid label"],
  realTop5: ["hasLabels", "no image has a valid label"],
  top1OnReal: ["hasBoth", "no image has a valid and an original label"],
} as const;

/** A share with its 95 % interval; null where its denominator is 0. The only way commands and pages compute shares. */
export function shareOf(count: number, total: number, whyNone: string): EvaluatedShare {
  if (total === 0) return { count: 0, total: 0, share: null, interval: null, reason: whyNone };
  return { count, total, share: count / total, interval: shareInterval(count, total) };
}

/** A model's shares of all images. */
export function evaluateShares(
  verdicts: Verdicts,
  facts: ImageFacts,
): Record<(typeof names)[number], EvaluatedShare> {
  const evaluate = (name: (typeof names)[number]): EvaluatedShare => {
    const values = verdicts[name];
    const [counted, missing] = denominators[name];
    if (values === null) return shareOf(0, 0, "the file holds fewer than five labels");
    return shareOf(countOnes(values), countOnes(facts[counted]), missing);
  };
  return {
    top1: evaluate("top1"),
    top5: evaluate("top5"),
    real: evaluate("real"),
    realTop5: evaluate("realTop5"),
    top1OnReal: evaluate("top1OnReal"),
  };
}
