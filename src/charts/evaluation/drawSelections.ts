import type { SelectionsEvaluation } from "../../core/contains/evaluateSelections.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { count, type Figure, number, text } from "../figureTable.ts";
import { dotRows } from "./dotRows.ts";
import type { LabelName } from "./drawClasses.ts";
import { maxRowsShown, shareCells, shareColumns } from "./drawObjects.ts";
import { adjustedAccuracy, judgedModels, wrongFrequencies } from "./judgedModels.ts";
import { matrixHeatmap } from "./matrixHeatmap.ts";
import { panelLines } from "./panelLines.ts";

export function drawSelections(
  selections: SelectionsEvaluation,
  labelName: LabelName,
  options: DrawOptions,
): Figure[] {
  const { isolated, ambiguous, models, adjusted } = selections;
  return [
    ...(models.some(({ prediction }) => prediction.value !== null)
      ? [judgedModels(selections, options), wrongFrequencies(selections, options)]
      : []),
    ...(isolated.images > 0 ? [validInIsolation(selections, options)] : []),
    ...(isolated.byObjects.length > 0 ? [labelsByObjects(selections, options)] : []),
    ...(ambiguous.pairs.length > 0 ? [ambiguousPairs(selections, labelName, options)] : []),
    ...(adjusted && adjusted.models.length > 0 ? [adjustedAccuracy(adjusted, options)] : []),
  ];
}

function validInIsolation(
  { isolated: { images, untouched, curve } }: SelectionsEvaluation,
  options: DrawOptions,
): Figure {
  const title = "Labels that are valid by themselves";
  return {
    name: "valid-in-isolation",
    title,
    caption: `Images on which people tick another label at least this many times as often as the original one, as a share of ${images.toLocaleString("en")} images. ${untouched.toLocaleString("en")} images whose original label nobody ticked are left out.`,
    svg: panelLines(
      {
        panels: [""],
        ticks: curve.map(({ of }, at) => (at % 2 === 1 ? of.toFixed(1) : "")),
        curves: [
          {
            name: "another label",
            look: { colour: colours.subject, dash: "", symbol: "circle", highlighted: true },
            points: curve.map(({ others }, x) => ({ panel: 0, x, value: others.share })),
          },
        ],
      },
      {
        ...options,
        title,
        description: curve
          .map(({ of, others }) => `${of}: ${((others.share ?? 0) * 100).toFixed(1)} percent`)
          .join(", "),
        label: "Selection frequency of another label, as a multiple of the original label's",
      },
    ),
    table: {
      columns: [number("of", "Multiple"), ...shareColumns("images", "Images")],
      rows: curve.map(({ of, others }) => [of, ...shareCells(others)]),
    },
  };
}

function labelsByObjects({ isolated: { byObjects } }: SelectionsEvaluation, options: DrawOptions): Figure {
  const title = "Labels that are valid by themselves, by number of objects";
  const range = (read: (cell: (typeof byObjects)[number]) => number) =>
    Array.from({ length: Math.max(...byObjects.map(read)) }, (_, at) => at + 1);
  const [rows, columns] = [range(({ objects }) => objects), range(({ labels }) => labels)];
  const counts = rows.map((objects) =>
    columns.map(
      (labels) => byObjects.find((cell) => cell.objects === objects && cell.labels === labels)?.images ?? 0,
    ),
  );
  return {
    name: "labels-by-objects",
    title,
    caption:
      "Labels that are ticked at least half as often as the original one, of images by number of objects, in percent of the row. Images with more labels than objects have names that are hard to tell apart.",
    svg: matrixHeatmap(
      {
        rows: rows.map(String),
        columns: columns.map((labels) => `${labels} `),
        counts,
        totals: counts.map((row) => row.reduce((sum, some) => sum + some, 0)),
      },
      {
        ...options,
        title,
        description: `Images by number of objects, from 1 to ${rows.length}, and of labels, from 1 to ${columns.length}.`,
        rowLabel: "objects",
        columnLabel: "labels that are valid by themselves",
      },
    ),
    table: {
      columns: [count("objects", "Objects"), count("labels", "Labels"), count("images", "Images")],
      rows: byObjects.map(({ objects, labels, images }) => [objects, labels, images]),
    },
  };
}

function ambiguousPairs(
  { ambiguous: { found, pairs } }: SelectionsEvaluation,
  labelName: LabelName,
  options: DrawOptions,
): Figure {
  const title = "Labels that are seen in the same images";
  const shown = pairs.slice(0, maxRowsShown);
  return {
    name: "ambiguous-pairs",
    title,
    caption: `Images whose original label is either, on which at least half of the people tick both. The ${shown.length} most certain of ${found.toLocaleString("en")} pairs, by the lower end of the interval. A model cannot be blamed for taking one for the other.`,
    svg: dotRows(
      {
        rows: shown.map(({ labels: [a, b], both }) => ({
          name: `${labelName(a)} / ${labelName(b)}`,
          values: [{ value: both.share, interval: both.interval }],
        })),
        series: [{ text: "images with both", colour: colours.subject, symbol: "circle" }],
      },
      {
        ...options,
        title,
        description: `${shown.length} pairs of labels with the share of their images on which people tick both.`,
        label: "Share of the images of either label",
        domain: [0, 1],
        format: percentTick,
      },
    ),
    table: {
      columns: [
        text("a", "Label"),
        text("b", "and"),
        ...shareColumns("both", "Both ticked"),
        count("asked", "Asked about both"),
        text("model", "Model"),
        ...shareColumns("original_first", "Original first"),
      ],
      rows: pairs.flatMap(({ labels: [a, b], both, asked, models }) =>
        (models.length > 0 ? models : [null]).map((model) => [
          labelName(a),
          labelName(b),
          ...shareCells(both),
          asked,
          model?.model ?? null,
          ...(model ? shareCells(model.originalFirst) : [null, null, null, null]),
        ]),
      ),
    },
  };
}
