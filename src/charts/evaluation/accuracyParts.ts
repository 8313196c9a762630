import { chooseHighlights, nameInFigure, type Ranked } from "../chooseHighlights.ts";
import type { DrawOptions } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { panelLines } from "./panelLines.ts";

export interface PartsModel extends Ranked {
  /** By number of labels, as `columns`. */
  byLabels: readonly {
    top1: number | null;
    /** The first prediction is valid: ReaL accuracy. */
    valid: number | null;
    /** Of valid first predictions, those that are the original label. */
    originalOfValid: number | null;
  }[];
}

const panels = ["P(valid): ReaL accuracy", "P(original | valid)", "P(original): top-1"];

/** Why top-1 accuracy falls with the number of labels: what part is wrong, and what part is another valid label. */
export function accuracyParts(
  {
    models,
    columns,
  }: {
    models: readonly PartsModel[];
    /** Numbers of labels from 1 on; of a group of several numbers, `oneOfK` is the mean of 1 / k. */
    columns: readonly { labels: string; oneOfK: number | null; images: number }[];
  },
  options: DrawOptions,
): Figure {
  const looks = chooseHighlights(models);
  const title = "Accuracy by number of labels, in its parts";
  const svg = panelLines(
    {
      panels,
      ticks: columns.map(({ labels }) => labels),
      curves: models.map((model) => ({
        name: nameInFigure(model),
        look: looks.get(model.model)!,
        points: model.byLabels
          .flatMap(({ valid, originalOfValid, top1 }, x) =>
            [valid, originalOfValid, top1].map((value, panel) => ({ panel, x, value })),
          )
          .toSorted((a, b) => a.panel - b.panel),
      })),
      guide: {
        text: "1/k: any valid label is as likely",
        points: columns.flatMap(({ oneOfK }, x) => (oneOfK === null ? [] : [{ panel: 1, x, value: oneOfK }])),
      },
    },
    {
      ...options,
      title,
      description: `Three parts for ${models.length} models: how often the first prediction is valid, how often a valid one is the original label, and top-1 accuracy, by number of labels.`,
      label: "Valid labels of the image",
    },
  );
  return {
    name: "accuracy-parts",
    title,
    caption:
      "Top-1 = P(valid) × P(original | valid), plus what is original but not valid. Where the left panel is flat and the middle one falls, top-1 falls because models name another valid label, not because they are wrong.",
    svg,
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        text("labels", "Labels"),
        count("images", "Images"),
        share("p_valid", "P(valid)"),
        share("p_original_given_valid", "P(original | valid)"),
        share("top1", "Top-1"),
      ],
      rows: models.flatMap((model) =>
        columns.map(({ labels, images }, at) => {
          const { valid, originalOfValid, top1 } = model.byLabels[at]!;
          return [model.model, model.proposer ? "yes" : "no", labels, images, valid, originalOfValid, top1];
        }),
      ),
    },
  };
}
