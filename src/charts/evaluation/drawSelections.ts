import type { SelectionsEvaluation } from "../../core/contains/evaluateSelections.ts";
import { chooseHighlights } from "../chooseHighlights.ts";
import { type DrawOptions, wholePercent } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, number, share, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";
import type { LabelName } from "./drawClasses.ts";
import { maxRowsShown, shareCells, shareColumns } from "./drawObjects.ts";
import { matrixHeatmap } from "./matrixHeatmap.ts";
import { panelLines } from "./panelLines.ts";

/** What people tick who are asked about each label by itself. */
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

function judgedModels({ models, original }: SelectionsEvaluation, options: DrawOptions): Figure {
  const title = "People judge models";
  const values = models.flatMap(({ prediction, original: own }) =>
    [prediction, own].flatMap(({ value, interval: range }) =>
      value === null ? [] : [value, ...(range ?? [])],
    ),
  );
  return {
    name: "people-judge-models",
    title,
    caption: `The mean share of people who tick a model's first label, and who tick the original label of the same images; of images on which people were asked about the first label. Over all images they tick the original label in ${original.value === null ? "–" : `${(original.value * 100).toFixed(1)} %`} of the answers. Bars are 95 % intervals over images.`,
    svg: dotRows(
      {
        rows: models.map(({ model, prediction, original: own }) => ({
          name: model,
          values: [prediction, own],
        })),
        series: [
          { text: "first label of the model", colour: "#0072b2", symbol: "circle" },
          { text: "original label, same images", colour: "#d55e00", symbol: "diamond", hollow: true },
        ],
      },
      {
        ...options,
        title,
        description: `Mean selection frequency of the first labels of ${models.length} models beside that of the original labels.`,
        label: "Mean selection frequency",
        domain: percentRange(values),
        format: wholePercent,
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        count("unasked", "Not asked about"),
        share("prediction", "First label"),
        count("prediction_n", "of"),
        ...interval("prediction"),
        share("original", "Original label"),
        count("original_n", "of"),
        ...interval("original"),
        share("difference", "Difference"),
        ...interval("difference"),
      ],
      rows: models.map(({ model, unasked, prediction, original: own, difference }) => [
        model,
        unasked,
        prediction.value,
        prediction.n,
        ...bounds(prediction.interval),
        own.value,
        own.n,
        ...bounds(own.interval),
        difference.value,
        ...bounds(difference.interval),
      ]),
    },
  };
}

const bins = Array.from({ length: 10 }, (_, at) => `${at * 10} to ${at * 10 + 10} %`);

function wrongFrequencies({ models }: SelectionsEvaluation, options: DrawOptions): Figure {
  const title = "What people think of errors";
  const counted = models.map((model) => ({
    ...model,
    total: model.wrong.reduce((sum, some) => sum + some, 0),
  }));
  const looks = chooseHighlights(models.map(({ model }) => ({ model, proposer: false })));
  const shares = counted.flatMap(({ wrong, total }) => (total > 0 ? wrong.map((some) => some / total) : []));
  return {
    name: "wrong-frequencies",
    title,
    caption:
      "First labels that are not the original one, by how many people tick them who are asked about them. At the right are errors that most people find right.",
    svg: panelLines(
      {
        panels: [""],
        ticks: bins.map((_, at) => `${at * 10}–${at * 10 + 10}`),
        curves: counted.map(({ model, wrong, total }) => ({
          name: model,
          look: looks.get(model)!,
          points: wrong.map((some, x) => ({ panel: 0, x, value: total > 0 ? some / total : null })),
        })),
      },
      {
        ...options,
        title,
        description: `Errors of ${models.length} models by selection frequency.`,
        label: "Selection frequency of the wrong first label, percent",
        domain: percentRange(shares, 0.1),
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        text("frequency", "Selection frequency"),
        count("errors", "Errors"),
        count("of", "of"),
      ],
      rows: counted.flatMap(({ model, wrong, total }) =>
        wrong.map((some, at) => [model, bins[at]!, some, total]),
      ),
    },
  };
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
            look: { colour: "#0072b2", dash: "", symbol: "circle", highlighted: true },
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
        series: [{ text: "images with both", colour: "#0072b2", symbol: "circle" }],
      },
      {
        ...options,
        title,
        description: `${shown.length} pairs of labels with the share of their images on which people tick both.`,
        label: "Share of the images of either label",
        domain: [0, 1],
        format: wholePercent,
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

function adjustedAccuracy(
  { models, reference, images, asked }: NonNullable<SelectionsEvaluation["adjusted"]>,
  options: DrawOptions,
): Figure {
  const title = "Top-1 accuracy at equal selection frequencies";
  const values = models.flatMap(({ accuracy: { raw, adjusted, interval: range } }) =>
    [raw, adjusted, ...(range ?? [])].filter((value) => value !== null),
  );
  return {
    name: "adjusted-accuracy",
    title,
    caption: `What top-1 accuracy on these ${images.toLocaleString("en")} images would be if people ticked the original label as often as on ${reference.toLocaleString("en")} images of the other dataset, without the bias that comes from asking ${asked} people. Bars are 95 % intervals over images.`,
    svg: dotRows(
      {
        rows: models.map(({ model, accuracy: { raw, adjusted, interval: range } }) => ({
          name: model,
          values: [{ value: adjusted, interval: range }, { value: raw }],
        })),
        series: [
          { text: "adjusted", colour: "#0072b2", symbol: "circle" },
          { text: "as it is", colour: "#d55e00", symbol: "diamond", hollow: true },
        ],
      },
      {
        ...options,
        title,
        description: `Top-1 accuracy of ${models.length} models, as it is and adjusted for selection frequency.`,
        label: "Top-1 accuracy",
        domain: percentRange(values),
        format: wholePercent,
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        share("raw", "As it is"),
        share("plug_in", "Adjusted, with its bias"),
        share("adjusted", "Adjusted"),
        ...interval("adjusted"),
        share("unmatched", "Without counterpart"),
      ],
      rows: models.map(({ model, accuracy }) => [
        model,
        accuracy.raw,
        accuracy.plugIn,
        accuracy.adjusted,
        ...bounds(accuracy.interval),
        accuracy.unmatched,
      ]),
    },
  };
}
