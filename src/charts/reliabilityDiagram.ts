import * as Plot from "@observablehq/plot";
import type { Interval } from "../stats/intervals/interval.ts";
import {
  chooseHighlights,
  dotRadius,
  isNamed,
  nameInFigure,
  type Ranked,
  shortName,
} from "./chooseHighlights.ts";
import { type DrawOptions, faint, figureOptions, grey, percentTick, plainAxis } from "./figureStyle.ts";
import { type Figure, type FigureColumn, share } from "./figureTable.ts";
import { finishFigure } from "./finishFigure.ts";
import { heightOfRows, type LegendEntry, legendRows } from "./legend.ts";

export interface CalibratedCurve extends Ranked {
  ece: number | null;
  /** Of the ECE, 95 %. */
  eceInterval: Interval | null;
  /** Equal widths from 0 to 1; both means null in an empty bin. */
  bins: readonly {
    from: number;
    to: number;
    images: number;
    confidence: number | null;
    accuracy: number | null;
    /** Of the accuracy, 95 %. */
    interval: Interval | null;
  }[];
}

const marginLeft = 54;
/** Above the lines and at the left, where a phone shows it without scrolling. */
const legendRight = 360;

/** What a diagram is of. */
export interface ReliabilityWords {
  name: string;
  title: string;
  caption: string;
  description: string;
  /** Names of the axes. */
  predicted: string;
  true: string;
  /** The first column of the table, then those of what is counted, of the mean and of the share. */
  columns: { curve: FigureColumn; items: FigureColumn; predicted: FigureColumn; true: FigureColumn };
  /** What a bin's first number is above. */
  above: string;
}

/** Whether things are true as often as their probabilities say, in bins; one curve per source of probabilities. */
export function reliabilityDiagram(
  { models }: { models: readonly CalibratedCurve[] },
  words: ReliabilityWords,
  { document, width = 720 }: DrawOptions,
): Figure {
  const looks = chooseHighlights(models);
  const named = models.filter(({ model }) => isNamed(looks.get(model)!, models.length));
  const others = models.length - named.length;
  const percent = (value: number) => (value * 100).toFixed(1);
  const ece = ({ ece: value, eceInterval }: CalibratedCurve) =>
    value === null
      ? ""
      : `: ECE ${percent(value)} %${eceInterval ? ` (${eceInterval.map(percent).join(" – ")})` : ""}`;
  const entries: LegendEntry[] = [
    ...named.map((model) => ({
      ...looks.get(model.model)!,
      text: `${shortName(nameInFigure(model))}${ece(model)}`,
    })),
    ...(others > 0
      ? [{ colour: grey, dash: "", symbol: "circle" as const, text: `${others} other models` }]
      : []),
    { text: "as sure as right", colour: "currentColor", dash: "3 3", symbol: null },
  ];
  // Below the name of the upright axis.
  const marginTop = 40 + heightOfRows(entries, marginLeft, legendRight);
  const inOrder = models.toSorted(
    (a, b) => Number(looks.get(a.model)!.highlighted) - Number(looks.get(b.model)!.highlighted),
  );
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: 380 + marginTop,
    marginTop,
    marginBottom: 46,
    marginLeft,
    marginRight: 20,
    x: {
      ...plainAxis,
      label: words.predicted,
      domain: [0, 1],
      tickFormat: percentTick,
    },
    y: { label: words.true, labelArrow: "none", domain: [0, 1], tickFormat: percentTick },
    marks: [
      Plot.gridX(faint),
      Plot.gridY(faint),
      Plot.line(
        [
          [0, 0],
          [1, 1],
        ],
        { stroke: "currentColor", strokeDasharray: "3 3" },
      ),
      ...inOrder.flatMap(({ model, bins }) => {
        const look = looks.get(model)!;
        const points = bins.filter(({ images }) => images > 0);
        return [
          ...(look.highlighted
            ? [
                Plot.ruleX(points, {
                  x: "confidence",
                  y1: (bin) => bin.interval?.[0],
                  y2: (bin) => bin.interval?.[1],
                  stroke: look.colour,
                  strokeOpacity: 0.45,
                }),
              ]
            : []),
          Plot.line(points, {
            x: "confidence",
            y: "accuracy",
            stroke: look.colour,
            strokeWidth: look.highlighted ? 1.8 : 0.8,
            ...(look.dash ? { strokeDasharray: look.dash } : {}),
          }),
          Plot.dot(points, {
            x: "confidence",
            y: "accuracy",
            symbol: look.symbol,
            fill: look.colour,
            r: dotRadius(look, models.length),
          }),
        ];
      }),
    ],
  }) as SVGSVGElement;
  figure.append(legendRows(entries, { document, left: marginLeft, top: 36, right: legendRight }));
  const { name, title, caption, description, columns } = words;
  return {
    name,
    title,
    caption,
    svg: finishFigure(figure, { title, description }),
    table: {
      columns: [
        columns.curve,
        share("above", words.above),
        share("at_most", "up to"),
        columns.items,
        columns.predicted,
        columns.true,
        share(`${columns.true.key}_low`, "95 % from"),
        share(`${columns.true.key}_high`, "to"),
      ],
      rows: models.flatMap(({ model, bins }) =>
        bins.map(({ from, to, images, confidence, accuracy, interval }) => [
          model,
          from,
          to,
          images,
          confidence,
          accuracy,
          interval?.[0] ?? null,
          interval?.[1] ?? null,
        ]),
      ),
    },
  };
}
