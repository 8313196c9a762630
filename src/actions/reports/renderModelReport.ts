import { JSDOM } from "jsdom";
import { drawFigures } from "../../charts/drawFigures.ts";
import { bounds } from "../../charts/figureTable.ts";
import type { CsvOptions } from "../../contract/csvText.ts";
import type { ModelCurves } from "../../core/evaluation/ranking/rankModels.ts";
import { writeCsv } from "../../files/writeCsv.ts";
import type { SelectedModels } from "../evaluation/selectModels.ts";
import { renderReportPage } from "./renderReportPage.ts";
import { svgFile } from "./svgFile.ts";

/** A file of a report: its name, and its text piece by piece. */
export interface ReportFile {
  name: string;
  text: AsyncIterable<string>;
}

type Cell = string | number | null;

/**
 * A comparison of models as files: tables as CSV, figures as SVG, and one self-contained page with all of it. Undefined
 * shares are empty cells.
 *
 * @param source the files compared, for the page to name
 * @param options how CSV is written
 */
export function renderModelReport(
  comparison: SelectedModels,
  source: { labels: string; images: string; at: string },
  options: CsvOptions = {},
): ReportFile[] {
  const { document } = new JSDOM("").window;
  const figures = drawFigures(comparison, { document, width: 820 });
  return [
    { name: "models.csv", text: writeCsv(...modelRows(comparison), options) },
    { name: "curves.csv", text: writeCsv(...curveRows(comparison), options) },
    { name: "ensembles.csv", text: writeCsv(...ensembleRows(comparison), options) },
    ...figures.map(({ name, svg }) => ({ name: `${name}.svg`, text: once(svgFile(svg)) })),
    { name: "index.html", text: once(renderReportPage(comparison, figures, source)) },
  ];
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}

function modelRows({ models }: SelectedModels): [string[], Cell[][]] {
  return [
    [
      "rank",
      "model",
      "proposer",
      "real",
      "real_n",
      "real_low",
      "real_high",
      "top1",
      "top1_n",
      "top1_low",
      "top1_high",
      "rank_low",
      "rank_high",
    ],
    models.map(({ rank, model, proposer, real, top1 }) => [
      rank.value,
      model,
      proposer ? "yes" : "no",
      real.share,
      real.total,
      ...bounds(real.interval),
      top1.share,
      top1.total,
      ...bounds(top1.interval),
      ...bounds(rank.interval),
    ]),
  ];
}

function curveRows({ models, images }: SelectedModels): [string[], Cell[][]] {
  const rows = (model: string, labels: string, count: number, curves: ModelCurves): Cell[][] =>
    curves.recall.map((recall, rank) => [
      model,
      labels,
      count,
      rank + 1,
      recall,
      ...bounds(curves.recallInterval[rank]),
      curves.recallMacro[rank] ?? null,
      ...bounds(curves.recallMacroInterval[rank]),
      curves.precision[rank] ?? null,
      ...bounds(curves.precisionInterval[rank]),
    ]);
  return [
    [
      "model",
      "labels",
      "images",
      "k",
      ...["recall", "recall_macro", "precision"].flatMap((name) => [name, `${name}_low`, `${name}_high`]),
    ],
    models.flatMap((score) => [
      ...rows(score.model, "all", images.withLabels, score),
      ...score.byLabelCount.flatMap((group) => rows(score.model, group.labels, group.images, group)),
    ]),
  ];
}

function ensembleRows({ ensembles }: SelectedModels): [string[], Cell[][]] {
  return [
    [
      "size",
      "models",
      "k",
      "recall",
      "precision",
      "labels_per_image",
      "found",
      "of",
      "proposed",
      "reaches_target",
      "chosen",
    ],
    ensembles.bySize.map((ensemble) => [
      ensemble.models.length,
      ensemble.models.join(" "),
      ensemble.k,
      ensemble.recall,
      ensemble.precision,
      ensemble.labelsPerImage,
      ensemble.found,
      ensemble.total,
      ensemble.proposed,
      ensemble.reachesTarget ? "yes" : "no",
      ensemble === ensembles.best ? "yes" : "no",
    ]),
  ];
}
