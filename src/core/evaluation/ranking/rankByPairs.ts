import { holmAdjust } from "../../../stats/tests/holmAdjust.ts";
import type { ModelPair } from "../evaluation.ts";
import type { ModelRank } from "../modelEvaluation.ts";
import { rankShares } from "../varyLabels.ts";

/** Corrected p values below this distinguish two models. */
const level = 0.05;

/**
 * Ranks models by an accuracy, from 1, with 95 % intervals: a model is surely behind those that are shown to be better
 * and surely ahead of those shown to be worse, by McNemar's exact test against each other model, corrected for their
 * number (Holm). Resampling the images instead would double the noise that put equal models in an order.
 *
 * @param models `right` is of how many images the model is right; null for one that has no rank
 * @param pairs every two of the models that have a rank, at least
 * @see Mogstad, Romano, Shaikh and Wilhelm (2024), Inference for ranks with applications to mobility across neighbourhoods
 */
export function rankByPairs(
  models: readonly { model: string; right: number | null; reason?: string }[],
  pairs: readonly ModelPair[],
): ModelRank[] {
  const values = rankShares(models.map(({ right }) => right));
  const pairsOf = new Map<string, ModelPair[]>();
  for (const pair of pairs) {
    for (const model of [pair.a, pair.b]) {
      const list = pairsOf.get(model);
      if (list) list.push(pair);
      else pairsOf.set(model, [pair]);
    }
  }
  const ranked = values.filter((value) => value !== null).length;
  return models.map(({ model, reason }, at): ModelRank => {
    const value = values[at]!;
    if (value === null) return { value, interval: null, reason: reason ?? "it is not evaluated" };
    const own = pairsOf.get(model) ?? [];
    const adjusted = holmAdjust(own.map(({ p }) => p ?? 1));
    let [better, worse] = [0, 0];
    for (const [place, { a, onlyA, onlyB }] of own.entries()) {
      if (adjusted[place]! >= level) continue;
      if ((a === model) === onlyA > onlyB) worse++;
      else better++;
    }
    return { value, interval: [1 + better, ranked - worse] };
  });
}
