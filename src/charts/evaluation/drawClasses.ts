import type { Evaluation } from "../../core/evaluation/evaluation.ts";
import { quantile } from "../../stats/intervals/quantile.ts";
import { shareInterval } from "../../stats/intervals/shares/shareInterval.ts";
import type { DrawOptions } from "../figureStyle.ts";
import type { Figure } from "../figureTable.ts";
import { type ClassResult, classExtremes, classSpread } from "./classAccuracy.ts";
import { validConfusions } from "./validConfusions.ts";

/** What a label index is called. */
export type LabelName = (index: number) => string;

/** How many of the easiest and of the hardest classes are shown. */
const maxExtremes = 12;
/** A class with fewer images cannot be called easy or hard. */
const minImages = 5;

export function drawClasses(
  { models, classes, confusions }: Evaluation,
  labelName: LabelName,
  options: DrawOptions,
): Figure[] {
  const evaluated = classes.filter(({ withLabels }) => withLabels > 0);
  const measure = "ReaL accuracy";
  const shares = (at: number) =>
    Float64Array.from(evaluated, ({ real, withLabels }) => real[at]! / withLabels).sort();
  const spreads = models.map((model, at) => {
    const sorted = shares(at);
    const point = (part: number) => quantile(sorted, part)!;
    const quantiles: [number, number, number, number, number] | null =
      evaluated.length === 0 ? null : [point(0.1), point(0.25), point(0.5), point(0.75), point(0.9)];
    return { ...model, classes: evaluated.length, quantiles };
  });
  const shown = Math.max(
    0,
    models.findIndex(({ proposer }) => !proposer),
  );
  const results = evaluated
    .filter(({ withLabels }) => withLabels >= minImages)
    .map(({ label, real, withLabels: total }): ClassResult => {
      const right = real[shown]!;
      return {
        name: labelName(label),
        count: right,
        total,
        share: right / total,
        interval: shareInterval(right, total),
      };
    })
    .sort((a, b) => b.share! - a.share! || b.total - a.total || (a.name < b.name ? -1 : 1));
  const half = Math.min(maxExtremes, Math.floor(results.length / 2));
  return [
    ...(evaluated.length > 1 ? [classSpread({ models: spreads, measure }, options)] : []),
    ...(half > 0
      ? [
          classExtremes(
            {
              model: models[shown]!.model,
              measure,
              best: results.slice(0, half),
              worst: results.slice(-half).reverse(),
              asEasy: results.filter((one) => one.share === results[half - 1]!.share).length,
            },
            options,
          ),
        ]
      : []),
    ...(confusions.length > 0
      ? [
          validConfusions(
            {
              models: models.length,
              confusions: confusions.map(({ original, predicted, predictions, valid }) => ({
                original: labelName(original),
                predicted: labelName(predicted),
                times: predictions,
                valid: valid.count,
              })),
            },
            options,
          ),
        ]
      : []),
  ];
}
