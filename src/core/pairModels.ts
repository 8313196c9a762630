import { holmAdjust } from "../stats/holmAdjust.ts";
import { mcnemarExact } from "../stats/mcnemarExact.ts";
import { percentileInterval } from "../stats/percentileInterval.ts";
import type { ModelPair } from "./evaluation.ts";

/** A model's verdicts, and their sums over resampled images. */
export interface PairedModel {
  model: string;
  /** [images], 1 where the first prediction is right. */
  right: Uint8Array;
  /** [replicates], images right; the same draws for all models. */
  sums: ArrayLike<number>;
}

/**
 * Compares every two models on the same images.
 *
 * @param isJudged [images], 1 for the images that count
 * @param judgedSums [replicates], how many of them each replicate holds
 */
export function pairModels(
  models: readonly PairedModel[],
  isJudged: Uint8Array,
  judgedSums: ArrayLike<number>,
): ModelPair[] {
  const images = isJudged.reduce((sum, one) => sum + one, 0);
  const replicates = judgedSums.length;
  const pairs = models.flatMap((a, at) =>
    models.slice(at + 1).map((b) => {
      let [onlyA, onlyB] = [0, 0];
      for (let image = 0; image < isJudged.length; image++) {
        if (isJudged[image] === 0) continue;
        const [first, second] = [a.right[image]!, b.right[image]!];
        onlyA += first & (1 - second);
        onlyB += second & (1 - first);
      }
      const differences = new Float64Array(replicates);
      let defined = 0;
      for (let replicate = 0; replicate < replicates; replicate++) {
        const of = judgedSums[replicate]!;
        if (of > 0) differences[defined++] = (a.sums[replicate]! - b.sums[replicate]!) / of;
      }
      return {
        a: a.model,
        b: b.model,
        images,
        onlyA,
        onlyB,
        difference: images === 0 ? null : (onlyA - onlyB) / images,
        interval: percentileInterval(differences.subarray(0, defined), replicates),
        p: images === 0 ? null : mcnemarExact(onlyA, onlyB),
      };
    }),
  );
  const adjusted = holmAdjust(pairs.map(({ p }) => p ?? 1));
  return pairs.map((pair, at) => ({ ...pair, pHolm: pair.p === null ? null : adjusted[at]! }));
}
