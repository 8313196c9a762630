import type { DrawOptions } from "./figureStyle.ts";
import { bounds, count, type Figure, type FigureTable, interval, share, text } from "./figureTable.ts";
import { precisionRecall } from "./precisionRecall.ts";
import { type CoveredModel, recallCurves } from "./recallCurves.ts";

type Coverage = Parameters<typeof precisionRecall>[0];

/** The share of valid labels that models find among their first k. */
export function recallFigure(coverage: Coverage, options: DrawOptions): Figure {
  return {
    name: "recall-at-k",
    title: coverage.relative ? "Relative recall at k" : "Recall at k",
    caption:
      "The share of all valid labels that are among the first k of their image. Choose k where the curve turns flat.",
    svg: recallCurves(coverage, options),
    table: coverageTable(coverage.models),
  };
}

/** What finding more labels costs in labels that are not valid. */
export function precisionFigure(coverage: Coverage, options: DrawOptions): Figure {
  return {
    name: "precision-recall",
    title: `Precision against ${coverage.relative ? "relative recall" : "recall"}`,
    caption: `Every point is one k.${coverage.ensembles ? " Diamonds are the best ensembles of two models, three and so on; the star is the chosen one." : " To the right more valid labels are found; further up fewer of those named are wrong."}`,
    svg: precisionRecall(coverage, options),
    table: coverageTable(coverage.models),
  };
}

const coverageTable = (models: readonly CoveredModel[]): FigureTable => ({
  columns: [
    text("model", "Model"),
    text("proposer", "Proposer"),
    count("k", "k"),
    share("recall", "Recall"),
    ...interval("recall"),
    share("precision", "Precision"),
    ...interval("precision"),
  ],
  rows: models.flatMap(({ model, proposer, recall, recallInterval, precision, precisionInterval }) =>
    recall.map((found, rank) => [
      model,
      proposer ? "yes" : "no",
      rank + 1,
      found,
      ...bounds(recallInterval[rank]),
      precision[rank] ?? null,
      ...bounds(precisionInterval[rank]),
    ]),
  ),
});
