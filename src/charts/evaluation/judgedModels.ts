import type { SelectionsEvaluation } from "../../core/contains/evaluateSelections.ts";
import { chooseHighlights } from "../chooseHighlights.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";
import { panelLines } from "./panelLines.ts";

/** The share of people who tick models' first labels, beside the original labels of the same images. */
export function judgedModels({ models, original }: SelectionsEvaluation, options: DrawOptions): Figure {
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
          { text: "first label of the model", colour: colours.subject, symbol: "circle" },
          { text: "original label, same images", colour: colours.compared, symbol: "diamond", hollow: true },
        ],
      },
      {
        ...options,
        title,
        description: `Mean selection frequency of the first labels of ${models.length} models beside that of the original labels.`,
        label: "Mean selection frequency",
        domain: percentRange(values),
        format: percentTick,
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

/** How often people tick what models say first and get wrong. */
export function wrongFrequencies({ models }: SelectionsEvaluation, options: DrawOptions): Figure {
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

/** Accuracies at the selection frequencies of another dataset, beside those that are not adjusted. */
export function adjustedAccuracy(
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
          { text: "adjusted", colour: colours.subject, symbol: "circle" },
          { text: "as it is", colour: colours.compared, symbol: "diamond", hollow: true },
        ],
      },
      {
        ...options,
        title,
        description: `Top-1 accuracy of ${models.length} models, as it is and adjusted for selection frequency.`,
        label: "Top-1 accuracy",
        domain: percentRange(values),
        format: percentTick,
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
