import type { ObjectsEvaluation } from "../../core/classify/evaluateOnObjects.ts";
import type { Cooccurrence } from "../../core/classify/findCooccurrence.ts";
import type { EvaluatedShare } from "../../core/evaluation/evaluatedNumbers.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";
import type { LabelName } from "./drawClasses.ts";

/** More rows make a figure that nobody reads to the end. */
export const maxRowsShown = 25;

export const shareCells = ({ share: value, total, interval: range }: EvaluatedShare) => [
  value,
  total,
  ...bounds(range),
];
export const shareColumns = (key: string, head: string) => [
  share(key, head),
  count(`${key}_n`, "of"),
  ...interval(key),
];

const series = [
  ["onOne", "top-1, one object", colours.subject, "circle"],
  ["onSeveral", "top-1, several objects", colours.compared, "square"],
  ["anyObject", "any object, several", colours.third, "triangle"],
  ["mainLabel", "main label, all", colours.fourth, "diamond"],
] as const;

export function drawObjects(
  objects: ObjectsEvaluation,
  cooccurrence: { found: number; pairs: readonly Cooccurrence[] } | undefined,
  labelName: LabelName,
  options: DrawOptions,
): Figure[] {
  return [
    ...(objects.models.length > 0 ? [objectAccuracy(objects, options)] : []),
    ...(cooccurrence && cooccurrence.pairs.length > 0
      ? [drawCooccurrence(cooccurrence, labelName, options)]
      : []),
  ];
}

function objectAccuracy(
  { images, several, randomObject, models }: ObjectsEvaluation,
  options: DrawOptions,
): Figure {
  const title = "Accuracy where images hold several objects";
  const values = models.flatMap((model) =>
    series.flatMap(([key]) => {
      const { share: value, interval: range } = model[key];
      return value === null ? [] : [value, ...(range ?? [])];
    }),
  );
  const random =
    randomObject === null
      ? ""
      : ` A model that named one of the objects at random would name the original label's in ${(randomObject * 100).toFixed(1)} % of these.`;
  return {
    name: "objects-accuracy",
    title,
    caption: `${several.toLocaleString("en")} of ${images.toLocaleString("en")} images hold several objects. Any object: the first prediction is a label of one of them. Main label: it is what most people call the main object. Bars are 95 % intervals.${random}`,
    svg: dotRows(
      {
        rows: models.map((model) => ({
          name: model.model,
          values: series.map(([key]) => ({ value: model[key].share, interval: model[key].interval })),
        })),
        series: series.map(([, words, colour, symbol]) => ({ text: words, colour, symbol })),
      },
      {
        ...options,
        title,
        description: `Of ${models.length} models, top-1 accuracy on images with one and with several objects, and how often the first prediction is any object's label and the main one.`,
        label: "Share of images",
        domain: percentRange(values),
        format: percentTick,
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        ...shareColumns("top1_one_object", "Top-1, one object"),
        ...shareColumns("top1_several_objects", "Top-1, several"),
        ...shareColumns("any_object", "Any object"),
        ...shareColumns("any_object_top_label", "Any object's top label"),
        ...shareColumns("main_label", "Main label"),
        ...shareColumns("top1_other_main_object", "Top-1 where another object is the main one"),
      ],
      rows: models.map((model) => [
        model.model,
        ...[model.onOne, model.onSeveral, model.anyObject, model.anyObjectTop].flatMap(shareCells),
        ...[model.mainLabel, model.onOtherMain].flatMap(shareCells),
      ]),
    },
  };
}

function drawCooccurrence(
  { found, pairs }: { found: number; pairs: readonly Cooccurrence[] },
  labelName: LabelName,
  options: DrawOptions,
): Figure {
  const title = "Objects that stand beside a label's";
  const shown = pairs.slice(0, maxRowsShown);
  return {
    name: "cooccurrence",
    title,
    caption: `Of images whose original label is the first, how many hold an object apart from it that most people call the second. The ${shown.length} most certain of ${found.toLocaleString("en")} pairs, by the lower end of the interval.`,
    svg: dotRows(
      {
        rows: shown.map(({ label, other, images }) => ({
          name: `${labelName(label)} + ${labelName(other)}`,
          values: [{ value: images.share, interval: images.interval }],
        })),
        series: [{ text: "images with both", colour: colours.subject, symbol: "circle" }],
      },
      {
        ...options,
        title,
        description: `${shown.length} pairs of labels that stand in the same images as different objects, with 95 % intervals.`,
        label: "Share of the first label's images",
        domain: [0, 1],
        format: percentTick,
      },
    ),
    table: {
      columns: [
        text("label", "Original label"),
        text("other", "Beside it"),
        ...shareColumns("images", "Share"),
      ],
      rows: pairs.map(({ label, other, images }) => [
        labelName(label),
        labelName(other),
        ...shareCells(images),
      ]),
    },
  };
}
