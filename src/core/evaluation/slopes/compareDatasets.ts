import { combineIntervals, type WeightedEstimate } from "../../../stats/intervals/combineIntervals.ts";
import { shareInterval } from "../../../stats/intervals/shares/shareInterval.ts";
import type { DatasetComparison, DatasetGap, Evaluation } from "../evaluation.ts";
import type { LabelCountCell } from "../modelEvaluation.ts";

/** An evaluation under the name of its dataset. */
export interface NamedEvaluation {
  name: string;
  evaluation: Pick<Evaluation, "labels" | "models">;
  /** How its labels were made, where that is known. */
  protocol: Record<string, unknown> | null;
}

/**
 * How much of the gap between a model's accuracies on two datasets is left when both have equally many labels per
 * image: b's accuracy on images with 0, 1, 2 ... labels is weighted by a's images. Models are matched by name.
 *
 * Images of the two are independent, and so are those of each number of labels; intervals are put together from theirs.
 *
 * @see arXiv 2412.18409, The Impact of the Single-Label Assumption in Image Recognition Benchmarking; our reading of it
 */
export function compareDatasets(a: NamedEvaluation, b: NamedEvaluation): DatasetComparison {
  const modelsOfB = new Map(b.evaluation.models.map((model) => [model.model, model]));
  const counts = [...new Set([a, b].flatMap(({ evaluation }) => Object.keys(evaluation.labels.histogram)))];
  counts.sort((one, other) => Number(one) - Number(other));
  const shareOf = ({ evaluation: { labels } }: NamedEvaluation, count: string) =>
    labels.images === 0 ? 0 : (labels.histogram[count] ?? 0) / labels.images;
  return {
    a: a.name,
    b: b.name,
    shares: counts.map((labels) => ({ labels, a: shareOf(a, labels), b: shareOf(b, labels) })),
    protocolDifferences: findDifferences(a.protocol, b.protocol),
    models: a.evaluation.models.flatMap((model) => {
      const other = modelsOfB.get(model.model);
      if (!other) return [];
      return (["top1", "real"] as const).map((measure): DatasetGap => {
        const [shareA, shareB] = [model[measure].share, other[measure].share];
        const raw = shareA === null || shareB === null ? null : shareA - shareB;
        const rawInterval =
          raw === null
            ? null
            : combineIntervals([
                { weight: 1, ...toEstimate(model[measure]) },
                { weight: -1, ...toEstimate(other[measure]) },
              ]);
        const match = matchCounts(model.byLabelCount, other.byLabelCount, measure);
        return {
          model: model.model,
          measure,
          a: shareA,
          ofA: model[measure].total,
          aInterval: model[measure].interval,
          b: shareB,
          ofB: other[measure].total,
          bInterval: other[measure].interval,
          raw,
          rawInterval,
          ...match,
        };
      });
    }),
  };
}

const toEstimate = ({ count, total }: { count: number; total: number }) => {
  return { value: count / total, interval: shareInterval(count, total)! };
};

/** Cells of a weigh as many images as they are shares of. */
function matchCounts(
  cellsOfA: readonly LabelCountCell[],
  cellsOfB: readonly LabelCountCell[],
  measure: "top1" | "real",
): Pick<DatasetGap, "matched" | "gap" | "gapInterval" | "unmatched" | "reason"> {
  let [all, both, sumA, sumB] = [0, 0, 0, 0];
  const matched: { total: number; difference: number; a: LabelCountCell; b: LabelCountCell }[] = [];
  for (const cell of cellsOfA) {
    const { count, total } = cell[measure];
    const counterpart = cellsOfB.find(({ labels }) => labels === cell.labels);
    const other = counterpart?.[measure].share ?? null;
    all += total;
    if (counterpart === undefined || other === null || total === 0) continue;
    both += total;
    sumA += count;
    sumB += total * other;
    matched.push({ total, difference: count / total - other, a: cell, b: counterpart });
  }
  const unmatched = all === 0 ? 1 : (all - both) / all;
  if (both === 0) {
    const reason = "no number of labels occurs in both datasets";
    return { matched: null, gap: null, gapInterval: null, unmatched, reason };
  }
  const gap = sumA / both - sumB / both;
  const estimates = matched.flatMap(({ total, a, b }): WeightedEstimate[] => [
    { weight: total / both, ...toEstimate(a[measure]) },
    { weight: -total / both, ...toEstimate(b[measure]) },
  ]);
  // How many images of a have each number of labels varies too.
  const ofWeights = matched.reduce((sum, { total, difference }) => sum + total * (difference - gap) ** 2, 0);
  return {
    matched: sumB / both,
    gap,
    gapInterval: combineIntervals(estimates, ofWeights / both ** 2),
    unmatched,
  };
}

/** Settings, one by one, that two protocols do not share. */
function findDifferences(
  a: Record<string, unknown> | null,
  b: Record<string, unknown> | null,
): DatasetComparison["protocolDifferences"] {
  if (a === null && b === null) return [];
  const [one, other] = [flatten(a), flatten(b)];
  const missing = (protocol: unknown) => (protocol === null ? "not known" : "–");
  return [...new Set([...one.keys(), ...other.keys()])].sort().flatMap((setting) => {
    const [left, right] = [one.get(setting) ?? missing(a), other.get(setting) ?? missing(b)];
    return left === right ? [] : [{ setting, a: left, b: right }];
  });
}

/** Nested settings by their path, "settings.topK"; lists as text. */
function flatten(value: Record<string, unknown> | null, path = ""): Map<string, string> {
  const found = new Map<string, string>();
  for (const [key, part] of Object.entries(value ?? {})) {
    const name = path === "" ? key : `${path}.${key}`;
    if (typeof part === "object" && part !== null && !Array.isArray(part)) {
      for (const entry of flatten(part as Record<string, unknown>, name)) found.set(...entry);
    } else found.set(name, typeof part === "string" ? part : JSON.stringify(part));
  }
  return found;
}
