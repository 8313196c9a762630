import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import type { F1AtLabelCount } from "../modelEvaluation.ts";
import { F1Count } from "./countF1.ts";

/**
 * F1 of as many predictions as each image has labels: no threshold has to be chosen, and no model gains by predicting
 * more or fewer. Images with more labels than `depth` are left out.
 *
 * @param valid the valid labels of each image, each once [images][any number]
 * @param depth predictions per image that the files of all models hold
 */
export function measureF1AtLabelCount(
  { depth: own, labels }: TopLabels,
  valid: readonly (readonly number[])[],
  depth: number,
): F1AtLabelCount {
  let max = -1;
  for (let at = 0; at < labels.length; at++) if (labels[at]! > max) max = labels[at]!;
  for (let image = 0; image < valid.length; image++) {
    const wanted = valid[image]!;
    for (let at = 0; at < wanted.length; at++) if (wanted[at]! > max) max = wanted[at]!;
  }
  const f1 = new F1Count(max + 1);
  const named: number[] = [];
  for (const round of ["add", "leaveOut"] as const) {
    for (let image = 0; image < valid.length; image++) {
      const wanted = valid[image]!;
      if (wanted.length === 0 || wanted.length > depth) continue;
      named.length = 0;
      for (let place = image * own; place < image * own + wanted.length; place++) {
        if (labels[place]! >= 0) named.push(labels[place]!);
      }
      f1[round](named, wanted);
    }
  }
  const reason = "no image has a valid label and enough predictions";
  return { micro: f1.micro(reason), macro: f1.macro(reason) };
}
