import type { Interval } from "../../../stats/intervals/interval.ts";
import { ratioInterval } from "../../../stats/intervals/units/ratioInterval.ts";
import { hasLabel } from "../../../stats/metrics/hasLabel.ts";
import { precisionAtK } from "../../../stats/metrics/precisionAtK.ts";
import { recallAtK } from "../../../stats/metrics/recallAtK.ts";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import type { CoverageCurve } from "../modelEvaluation.ts";

/**
 * Recall and precision of the first k predictions, for every k, with intervals over images: the labels of one image are
 * not independent.
 *
 * @param valid the valid labels of each image, each once [images][any number]
 */
export function measureCoverage(top: TopLabels, valid: readonly (readonly number[])[]): CoverageCurve {
  const { total, images, found, micro, macro } = recallAtK(top, valid);
  const precision = precisionAtK(top, valid);
  const { depth, labels } = top;
  // Sums of squares and products over images, for every k.
  const sums = () => new Float64Array(depth);
  const [foundTwice, foundOfLabels, foundOfNamed, namedTwice] = [sums(), sums(), sums(), sums()];
  const [shares, sharesTwice] = [sums(), sums()];
  let labelsTwice = 0;
  for (let image = 0; image < valid.length; image++) {
    const wanted = valid[image]!;
    if (wanted.length === 0) continue;
    labelsTwice += wanted.length ** 2;
    let [hits, named] = [0, 0];
    for (let rank = 0; rank < depth; rank++) {
      const label = labels[image * depth + rank]!;
      if (label >= 0) {
        named++;
        if (hasLabel(wanted, label)) hits++;
      }
      foundTwice[rank]! += hits * hits;
      foundOfLabels[rank]! += hits * wanted.length;
      const share = hits / wanted.length;
      shares[rank]! += share;
      sharesTwice[rank]! += share * share;
      foundOfNamed[rank]! += hits * named;
      namedTwice[rank]! += named * named;
    }
  }
  const each = (interval: (rank: number) => Interval | null) =>
    Array.from({ length: depth }, (_, k) => interval(k));
  return {
    recall: micro,
    recallInterval: each((k) =>
      ratioInterval({
        units: images,
        a: found[k]!,
        b: total,
        aa: foundTwice[k]!,
        ab: foundOfLabels[k]!,
        bb: labelsTwice,
      }),
    ),
    recallMacro: macro,
    recallMacroInterval: each((k) => {
      const sum = shares[k]!;
      return ratioInterval(
        { units: images, a: sum, b: images, aa: sharesTwice[k]!, ab: sum, bb: images },
        total,
      );
    }),
    precision: precision.share,
    precisionInterval: each((k) => {
      const [right, named] = [precision.valid[k]!, precision.named[k]!];
      const squares = { aa: foundTwice[k]!, ab: foundOfNamed[k]!, bb: namedTwice[k]! };
      return ratioInterval({ units: images, a: right, b: named, ...squares });
    }),
    validLabels: total,
    images,
    named: Array.from(precision.named),
    ...(images === 0 || precision.named[0] === 0
      ? { reason: images === 0 ? "no image has a valid label" : "nothing was predicted" }
      : {}),
  };
}
