import type { Evaluation } from "../../core/evaluation/evaluation.ts";
import type { LabelCountCell, ModelEvaluation } from "../../core/evaluation/modelEvaluation.ts";
import type { DrawOptions } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { accuracyParts } from "./accuracyParts.ts";
import { labelCountHeatmap } from "./labelCountHeatmap.ts";

export function drawLabelCounts(evaluation: Evaluation, options: DrawOptions): Figure[] {
  const { models } = evaluation;
  const hasTop1 = models.some(({ top1 }) => top1.share !== null);
  const measure = (cell: LabelCountCell) => (hasTop1 ? cell.top1 : cell.real);
  const name = hasTop1 ? "Top-1 accuracy" : "ReaL accuracy";
  const columns = models[0]!.byLabelCount;
  const heatmap = (values: (model: ModelEvaluation) => (number | null)[]) => ({
    models: models.map((model) => ({ ...model, values: values(model) })),
    columns,
  });
  const halfWidth = (cell: LabelCountCell) => {
    const { interval } = measure(cell);
    return interval && (interval[1] - interval[0]) / 2;
  };
  const accuracy = labelCountHeatmap(
    {
      ...heatmap((model) => model.byLabelCount.map((cell) => measure(cell).share)),
      name: "accuracy-by-label-count",
      title: `${name} by number of labels`,
      caption: `${name} on the images with that many labels. Grey cells with a cross are undefined: fewer than two images.`,
      ramp: "accuracy",
    },
    options,
  );
  const width = labelCountHeatmap(
    {
      ...heatmap((model) => model.byLabelCount.map(halfWidth)),
      name: "half-width-by-label-count",
      title: `${name} by number of labels: half-width`,
      caption:
        "Half the width of each cell's 95 % interval, in percentage points. To the right images are few: differences smaller than this mean nothing.",
      ramp: "halfWidth",
    },
    options,
  );
  return [
    accuracy,
    { ...width, table: cellTable(models, measure, name) },
    ...(hasTop1 ? [drawParts(evaluation, options)] : []),
  ];
}

/** Every interval that people ask for, and the paper's margin under its own name. */
function cellTable(
  models: readonly ModelEvaluation[],
  measure: (cell: LabelCountCell) => LabelCountCell["top1"],
  name: string,
): Figure["table"] {
  const ends = (key: string, head: string) => [
    share(`${key}_low`, `${head} from`),
    share(`${key}_high`, "to"),
  ];
  return {
    columns: [
      text("model", "Model"),
      text("labels", "Labels"),
      count("images", "Images"),
      share("accuracy", name),
      share("half_width", "Half-width"),
      ...ends("interval", "95 %"),
      ...ends("wilson", "Wilson 95 %"),
      share("wald_half_width", "Wald half-width"),
      ...ends("clopper_pearson", "Clopper-Pearson 95 %"),
      ...ends("bootstrap", "Bootstrap 95 %"),
      share("as_printed", "as printed in the paper"),
    ],
    rows: models.flatMap(({ model, byLabelCount }) =>
      byLabelCount.map((cell) => {
        const { share: value, interval, wilson, waldHalfWidth, ...more } = measure(cell);
        const { clopperPearson, bootstrap, asPrinted } = more;
        return [
          model,
          cell.labels,
          cell.images,
          value,
          interval && (interval[1] - interval[0]) / 2,
          ...(interval ?? [null, null]),
          ...(wilson ?? [null, null]),
          waldHalfWidth,
          ...(clopperPearson ?? [null, null]),
          ...(bootstrap ?? [null, null]),
          asPrinted,
        ];
      }),
    ),
  };
}

function drawParts({ models, settings }: Evaluation, options: DrawOptions): Figure {
  const cap = settings.subgroupCap;
  const cells = ({ byLabelCount, manyLabels }: ModelEvaluation) => [
    ...byLabelCount.filter((cell) => cell.count >= 1 && cell.count < cap),
    ...(manyLabels.images > 0 ? [manyLabels] : []),
  ];
  return accuracyParts(
    {
      columns: cells(models[0]!),
      models: models.map((model) => ({
        ...model,
        byLabels: cells(model).map((cell) => ({
          top1: cell.top1.share,
          valid: cell.real.share,
          originalOfValid: cell.originalIfValid.share,
        })),
      })),
    },
    options,
  );
}
