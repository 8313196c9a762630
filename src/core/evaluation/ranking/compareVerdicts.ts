import type { EvaluatedShare } from "../evaluatedNumbers.ts";
import { shareOf } from "../evaluateShares.ts";
import type { ModelPair } from "../evaluation.ts";
import { countOnes } from "../imageFacts.ts";
import { compareCounts, correctForNumber } from "./pairModels.ts";

/** Two verdicts on the same images. */
export interface TwoVerdicts {
  /** What is compared: a measure, or a model. */
  name: string;
  /** [images], 1 where the first prediction is right, by A and by B. */
  a: Uint8Array;
  b: Uint8Array;
  /** [images], 1 for the images that count. */
  isEvaluated: Uint8Array;
}

/** A - B on the same images; null where no image counts. */
export interface VerdictGap extends Omit<ModelPair, "a" | "b"> {
  name: string;
  a: EvaluatedShare["share"];
  aInterval: EvaluatedShare["interval"];
  b: EvaluatedShare["share"];
  bInterval: EvaluatedShare["interval"];
}

/** Compares verdicts image by image: of two models on the same labels, or of two label versions on the same predictions. */
export function compareVerdicts(comparisons: readonly TwoVerdicts[]): VerdictGap[] {
  const gaps = comparisons.map(({ name, a, b, isEvaluated }) => {
    const count = (weigh: (image: number) => number) => {
      let sum = 0;
      for (let image = 0; image < isEvaluated.length; image++) sum += weigh(image) & isEvaluated[image]!;
      return sum;
    };
    const images = countOnes(isEvaluated);
    const counts = compareCounts(
      count((image) => a[image]! & (1 - b[image]!)),
      count((image) => b[image]! & (1 - a[image]!)),
      images,
    );
    const [one, other] = [a, b].map((right) =>
      shareOf(
        count((image) => right[image]!),
        images,
        "",
      ),
    );
    return {
      name,
      a: one!.share,
      aInterval: one!.interval,
      b: other!.share,
      bInterval: other!.interval,
      ...counts,
    };
  });
  return correctForNumber(gaps);
}
