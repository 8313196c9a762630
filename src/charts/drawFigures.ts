import type { ModelComparison } from "../core/makeComparison.ts";
import { precisionRecall } from "./precisionRecall.ts";
import { realRanking } from "./realRanking.ts";
import { recallCurves } from "./recallCurves.ts";

/** A figure of a comparison, with the name of its file and what to see in it. */
export interface ComparisonFigure {
  name: string;
  title: string;
  caption: string;
  svg: SVGSVGElement;
}

/** All figures of a comparison of models, in the order of reading. */
export function drawFigures(
  comparison: ModelComparison,
  options: { document: Document; width?: number },
): ComparisonFigure[] {
  const recall = comparison.relative ? "relative recall" : "recall";
  return [
    {
      name: "real-ranking",
      title: "ReaL accuracy",
      caption:
        "How often the first label is a valid one, over images with a valid label. Where intervals overlap widely, more images are needed to tell two models apart.",
      svg: realRanking(comparison, options),
    },
    {
      name: "recall-at-k",
      title: comparison.relative ? "Relative recall at k" : "Recall at k",
      caption:
        "The share of all valid labels that are among the first k of their image. Choose k where the curve turns flat.",
      svg: recallCurves(comparison, options),
    },
    {
      name: "precision-recall",
      title: `Precision against ${recall}`,
      caption:
        "Every point is one k. Diamonds are the best ensembles of two models, three and so on; the star is the chosen one.",
      svg: precisionRecall(comparison, options),
    },
  ];
}
