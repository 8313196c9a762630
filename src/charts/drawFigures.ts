import type { ModelComparison } from "../core/evaluation/ranking/makeComparison.ts";
import { precisionFigure, recallFigure } from "./coverage.ts";
import type { DrawOptions } from "./figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "./figureTable.ts";
import { realRanking } from "./realRanking.ts";

/** All figures of a comparison of models, in the order of reading. */
export function drawFigures(comparison: ModelComparison, options: DrawOptions): Figure[] {
  return [
    {
      name: "real-ranking",
      title: "ReaL accuracy",
      caption:
        "How often the first label is a valid one, over images with a valid label. Where intervals overlap widely, more images are needed to tell two models apart.",
      svg: realRanking(comparison, options),
      table: {
        columns: [
          count("rank", "Rank"),
          text("model", "Model"),
          text("proposer", "Proposer"),
          share("real", "ReaL"),
          ...interval("real"),
          count("real_n", "of"),
          share("top1", "Top-1"),
          ...interval("top1"),
          count("top1_n", "of"),
        ],
        rows: comparison.models.map(({ rank, model, proposer, real, top1 }) => [
          rank.value,
          model,
          proposer ? "yes" : "no",
          real.share,
          ...bounds(real.interval),
          real.total,
          top1.share,
          ...bounds(top1.interval),
          top1.total,
        ]),
      },
    },
    recallFigure(comparison, options),
    precisionFigure(comparison, options),
  ];
}
