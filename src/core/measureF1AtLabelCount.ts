import type { TopLabels } from "../stats/topLabels.ts";
import { F1Count } from "./countF1.ts";
import type { F1AtLabelCount } from "./evaluation.ts";

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
  const judged = valid.flatMap((wanted, image) => {
    if (wanted.length === 0 || wanted.length > depth) return [];
    const named = wanted.map((_, place) => labels[image * own + place]!).filter((label) => label >= 0);
    return [{ named, wanted }];
  });
  let most = -1;
  for (const { named, wanted } of judged) {
    for (const label of named) if (label > most) most = label;
    for (const label of wanted) if (label > most) most = label;
  }
  const f1 = new F1Count(most + 1);
  for (const { named, wanted } of judged) f1.add(named, wanted);
  for (const { named, wanted } of judged) f1.leaveOut(named, wanted);
  const reason = "no image has a valid label and enough predictions";
  return { micro: f1.micro(reason), macro: f1.macro(reason) };
}
