import * as Plot from "@observablehq/plot";
import { nameInFigure, type Ranked, shortName } from "../chooseHighlights.ts";
import {
  colours,
  type DrawOptions,
  faint,
  figureOptions,
  grey,
  percentTick,
  plainAxis,
  widest,
} from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { dotRows } from "./dotRows.ts";

export interface ClassSpread extends Ranked {
  /** Classes that have an accuracy. */
  classes: number;
  /** The accuracies at 10, 25, 50, 75 and 90 % of the classes; null where there is no class. */
  quantiles: readonly [number, number, number, number, number] | null;
}

export interface ClassResult {
  name: string;
  count: number;
  total: number;
  share: number | null;
  interval: readonly [number, number] | null;
}

const rowHeight = 22;
const marginTop = 30;
const marginBottom = 46;

/** How evenly each model's accuracy is spread over the classes. */
export function classSpread(
  { models, measure }: { models: readonly ClassSpread[]; measure: string },
  { document, width = 720 }: DrawOptions,
): Figure {
  const rows = models.flatMap((model) => {
    if (!model.quantiles) return [];
    const [p10, p25, p50, p75, p90] = model.quantiles;
    return [
      { name: nameInFigure(model), colour: model.proposer ? grey : colours.subject, p10, p25, p50, p75, p90 },
    ];
  });
  const names = rows.map(({ name }) => name);
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, rows.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft: 16 + widest(names.map(shortName)),
    marginRight: 24,
    x: { ...plainAxis, label: `${measure} of a class`, domain: [0, 1], tickFormat: percentTick },
    y: { label: null, domain: names, tickSize: 0, tickFormat: shortName },
    color: { type: "identity" },
    marks: [
      Plot.gridX(faint),
      Plot.ruleY(rows, { x1: "p10", x2: "p90", y: "name", stroke: (d) => d.colour, strokeWidth: 1.5 }),
      Plot.ruleY(rows, { x1: "p25", x2: "p75", y: "name", stroke: (d) => d.colour, strokeWidth: 8 }),
      Plot.dot(rows, { x: "p50", y: "name", r: 3, fill: "#ffffff", stroke: "#000000", strokeWidth: 1.2 }),
    ],
  });
  const title = "Accuracy per class";
  return {
    name: "class-accuracy",
    title,
    caption:
      "Dot: the median class. Bar: the middle half of the classes. Line: from the 10th to the 90th percentile. A long line to the left: some classes are hardly ever right, whatever the mean says.",
    svg: finishFigure(figure, {
      title,
      description: `Median, quartiles and 10th and 90th percentile of the classes' ${measure}, for ${rows.length} models.`,
    }),
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        count("classes", "Classes"),
        share("p10", "10th percentile"),
        share("p25", "25th"),
        share("median", "Median"),
        share("p75", "75th"),
        share("p90", "90th"),
      ],
      rows: models.map(({ model, proposer, classes, quantiles }) => [
        model,
        proposer ? "yes" : "no",
        classes,
        ...(quantiles ?? [null, null, null, null, null]),
      ]),
    },
  };
}

/** The classes that one model finds hardest and easiest. */
export function classExtremes(
  {
    model,
    measure,
    worst,
    best,
    asEasy,
  }: {
    model: string;
    measure: string;
    worst: readonly ClassResult[];
    best: readonly ClassResult[];
    /** Classes with the share of the last of `best`, shown or not. */
    asEasy: number;
  },
  options: DrawOptions,
): Figure {
  const row = ({ name, total, share: value, interval: range }: ClassResult) => ({
    name: `${shortName(name)} (${total})`,
    value,
    range,
  });
  const [easy, hard] = [best.map(row), worst.map(row)];
  const rows = [
    ...easy.map(({ name, value, range }) => ({
      name,
      values: [{ value, interval: range }, { value: null }],
    })),
    ...hard.toReversed().map(({ name, value, range }) => ({
      name,
      values: [{ value: null }, { value, interval: range }],
    })),
  ];
  const title = `Easiest and hardest classes of ${model}`;
  return {
    name: "class-extremes",
    title,
    caption: `${measure} of single classes with 95 % intervals, in brackets the images. The extremes of many classes are partly luck: wide intervals say so.${asEasy > 1 ? ` ${asEasy} classes are as easy as the last of the easiest; those shown come first by images and name.` : ""}`,
    svg: dotRows(
      {
        rows,
        series: [
          { text: "easiest", colour: colours.subject, symbol: "circle" },
          { text: "hardest", colour: colours.compared, symbol: "square" },
        ],
      },
      {
        ...options,
        title,
        description: `${measure} of the ${best.length} easiest and ${worst.length} hardest classes.`,
        label: measure,
        domain: [0, 1],
        format: percentTick,
      },
    ),
    table: {
      columns: [
        text("class", "Class"),
        text("end", "End"),
        count("right", "Right"),
        count("images", "Images"),
        share("accuracy", measure),
        ...interval("accuracy"),
      ],
      rows: [
        ...best.map((one) => ["easiest", one] as const),
        ...worst.map((one) => ["hardest", one] as const),
      ].map(([end, one]) => [one.name, end, one.count, one.total, one.share, ...bounds(one.interval)]),
    },
  };
}
