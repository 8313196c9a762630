import { chooseHighlights, nameInFigure, type Ranked } from "../chooseHighlights.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";
import { panelLines } from "./panelLines.ts";

interface Mean {
  value: number | null;
  interval: readonly [number, number] | null;
}

export interface SubgroupModel extends Ranked {
  /** The unweighted mean of the groups' accuracies. */
  asma: Mean;
  /** The mean over images. */
  imageMean: Mean;
  /** A_k: the share of the first k predictions that are valid, mean over images with k labels; by `columns`. */
  byLabels: readonly Mean[];
}

interface Subgroups {
  models: readonly SubgroupModel[];
  columns: readonly { labels: string; images: number }[];
}

/** Accuracy where a model may name as many labels as an image has, by number of labels. */
export function subgroupAccuracy({ models, columns }: Subgroups, options: DrawOptions): Figure {
  const looks = chooseHighlights(models);
  const title = "Variable top-k accuracy by number of labels";
  const values = models.flatMap(({ byLabels }) =>
    byLabels.flatMap(({ value }) => (value === null ? [] : [value])),
  );
  return {
    name: "subgroup-accuracy",
    title,
    caption:
      "Of an image with k labels, the first k predictions are evaluated: the share of them that is valid. A curve that falls says that a model finds the main object and misses the others. Images with more labels than the files of all models have predictions are not evaluated.",
    svg: panelLines(
      {
        panels: [""],
        ticks: columns.map(({ labels }) => labels),
        curves: models.map((model) => ({
          name: nameInFigure(model),
          look: looks.get(model.model)!,
          points: model.byLabels.map(({ value }, x) => ({ panel: 0, x, value })),
        })),
      },
      {
        ...options,
        title,
        description: `The share of the first k predictions that is valid, for ${models.length} models, by number of labels k.`,
        label: "Valid labels of the image, k",
        domain: percentRange(values, 0.1),
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        text("labels", "Labels"),
        count("images", "Images"),
        share("accuracy", "Variable top-k accuracy"),
        ...interval("accuracy"),
      ],
      rows: models.flatMap((model) =>
        columns.map(({ labels, images }, at) => [
          model.model,
          model.proposer ? "yes" : "no",
          labels,
          images,
          model.byLabels[at]?.value ?? null,
          ...bounds(model.byLabels[at]?.interval),
        ]),
      ),
    },
  };
}

/** The subgroups' mean (ASMA) and the images' mean of every model. */
export function subgroupMeans({ models }: Pick<Subgroups, "models">, options: DrawOptions): Figure {
  const title = "Variable top-k accuracy: means";
  const values = models.flatMap(({ asma, imageMean }) =>
    [asma, imageMean].flatMap(({ value, interval: range }) =>
      value === null ? [] : [value, ...(range ?? [])],
    ),
  );
  return {
    name: "subgroup-means",
    title,
    caption:
      "With 95 % intervals. ASMA (Aggregate Subgroup Model Accuracy) weighs every number of labels alike, the other mean every image. The further they lie apart, the more the result depends on how many images have few labels.",
    svg: dotRows(
      {
        rows: models.map((model) => ({
          name: nameInFigure(model),
          grey: model.proposer,
          values: [model.asma, model.imageMean],
        })),
        series: [
          { text: "ASMA: mean over numbers of labels", colour: colours.subject, symbol: "circle" },
          { text: "mean over images", colour: colours.compared, symbol: "diamond", hollow: true },
        ],
      },
      {
        ...options,
        title,
        description: `Two means of variable top-k accuracy for ${models.length} models.`,
        label: "Variable top-k accuracy",
        domain: percentRange(values),
        format: percentTick,
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        share("asma", "ASMA"),
        ...interval("asma"),
        share("image_mean", "Mean over images"),
        ...interval("image_mean"),
      ],
      rows: models.map(({ model, proposer, asma, imageMean }) => [
        model,
        proposer ? "yes" : "no",
        asma.value,
        ...bounds(asma.interval),
        imageMean.value,
        ...bounds(imageMean.interval),
      ]),
    },
  };
}
