import * as Plot from "@observablehq/plot";
import { chooseHighlights, nameInFigure, type Ranked, shortName } from "../chooseHighlights.ts";
import {
  boldness,
  type DrawOptions,
  faint,
  figureOptions,
  grey,
  percentTick,
  plainAxis,
  widest,
} from "../figureStyle.ts";
import { type Figure, number, share, text } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { heightOfRows, type LegendEntry, legendRows } from "../legend.ts";
import { partsOf } from "../partsOf.ts";
import { percentRange } from "../percentRange.ts";
import { placeLabels } from "../placeLabels.ts";
import { svgPart } from "../svgPart.ts";

export interface ScatterModel extends Ranked {
  top1: number;
  real: number;
  /** Distance from the line, and how unusual it is. */
  residual: number | null;
  studentised: number | null;
  outlier: boolean;
}

export interface ScatterLine {
  slope: number;
  /** ReaL accuracy where top-1 is 0, as a share. */
  intercept: number;
  r2: number | null;
  n: number;
  /** 95 %. */
  slopeInterval: readonly [number, number] | null;
  intervalOver: "images" | "models";
  /** Where the line lies in 95 % of the resamples, at whole percents of top-1; empty without resamples. */
  band: readonly { top1: number; low: number; high: number }[];
}

/** With more models, only those that stand out are named. */
const maxNamed = 30;
const left = 54;
const right = 20;
const marginBottom = 46;
/** Beside the name of the upright axis. */
const legendLeft = 110;

/** ReaL accuracy against top-1 accuracy, with the regression line: figure 4 of the paper. */
export function realAgainstTop1(
  { models, line }: { models: readonly ScatterModel[]; line: ScatterLine | null },
  { document, width = 720 }: DrawOptions,
): Figure {
  const looks = chooseHighlights(models);
  const lookOf = ({ model, proposer }: Ranked) => {
    const look = looks.get(model)!;
    return proposer ? { ...look, symbol: "square" as const } : look;
  };
  const xs = percentRange(models.map(({ top1 }) => top1));
  const across = line ? xs.map((top1) => ({ top1, real: line.intercept + line.slope * top1 })) : [];
  const ys = percentRange(models.map(({ real }) => real));
  const band = line ? bandAround(line, xs) : [];
  const has = (test: (model: ScatterModel) => boolean) => models.some(test);
  const own = { dash: null, colour: "currentColor" } as const;
  const entries: LegendEntry[] = [
    ...(line
      ? [
          {
            colour: "currentColor",
            dash: "",
            symbol: null,
            text: line.band.length > 0 ? "regression; shaded: 95 % of resamples" : "regression",
          },
        ]
      : []),
    ...(has(({ outlier }) => outlier)
      ? [{ ...own, symbol: "circle" as const, hollow: true, text: "outlier" }]
      : []),
    ...(has(({ proposer }) => proposer)
      ? [{ ...own, colour: grey, symbol: "square" as const, text: "proposed the labels" }]
      : []),
  ];
  const marginTop = 26 + heightOfRows(entries, legendLeft, width - right);
  const height = 480;
  const inFront = models.toSorted(
    (a, b) => Number(looks.get(a.model)!.highlighted) - Number(looks.get(b.model)!.highlighted),
  );

  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height,
    marginTop,
    marginBottom,
    marginLeft: left,
    marginRight: right,
    x: { ...plainAxis, label: "Top-1 accuracy (original label)", domain: xs, tickFormat: percentTick },
    y: { label: "ReaL accuracy", labelArrow: "none", domain: ys, tickFormat: percentTick },
    color: { type: "identity" },
    marks: [
      Plot.gridX(faint),
      Plot.gridY(faint),
      ...(line ? [bandAndLine(band, across)] : []),
      ...inFront.map((model) => {
        const look = lookOf(model);
        return Plot.dot([model], {
          x: "top1",
          y: "real",
          symbol: look.symbol,
          fill: look.colour,
          r: look.highlighted ? 4.5 : 3,
        });
      }),
      Plot.dot(
        models.filter(({ outlier }) => outlier),
        { x: "top1", y: "real", r: 8, stroke: "currentColor", strokeWidth: 1.2 },
      ),
      pointNames(models, across),
    ],
  }) as SVGSVGElement;
  figure.append(legendRows(entries, { document, left: legendLeft, top: 12, right: width - right }));
  const dots = partsOf(figure, "dot");
  const words = line ? describeLine(line) : "There are too few models for a line.";
  return {
    name: "real-against-top1",
    title: "ReaL accuracy against top-1 accuracy",
    caption: `${words} A model above the line gains more from counting every valid label than models of its top-1 accuracy do.`,
    parts: models.map((model) => dots.slice(inFront.indexOf(model), inFront.indexOf(model) + 1)),
    svg: finishFigure(figure, {
      title: "ReaL accuracy against top-1 accuracy",
      description: `ReaL and top-1 accuracy of ${models.length} models. ${words}`,
    }),
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        share("top1", "Top-1"),
        share("real", "ReaL"),
        share("residual", "From the line"),
        number("studentised", "Studentised residual"),
        text("outlier", "Outlier"),
      ],
      rows: models.map(({ model, proposer, top1, real, residual, studentised, outlier }) => [
        model,
        proposer ? "yes" : "no",
        top1,
        real,
        residual,
        studentised,
        outlier ? "yes" : "no",
      ]),
    },
  };
}

interface Point {
  top1: number;
  real: number;
}

/** Along the lower bounds and back along the upper ones, as far as the axis goes. */
function bandAround({ band }: ScatterLine, [from, to]: readonly [number, number]): Point[] {
  // Ends of the axis are whole percents, as the band's points are, but for rounding.
  const shown = band.filter(({ top1 }) => top1 > from - 1e-9 && top1 < to + 1e-9);
  return [
    ...shown.map(({ top1, low }) => ({ top1, real: low })),
    ...shown.toReversed().map(({ top1, high }) => ({ top1, real: high })),
  ];
}

/** "ReaL = 3.54 % + 1.125 × top-1 (slope 1.125, 95 % interval ...; R² .998; n = 20 models)". */
function describeLine({ slope, intercept, r2, n, slopeInterval, intervalOver }: ScatterLine): string {
  const interval = slopeInterval
    ? `, 95 % interval ${slopeInterval.map((bound) => bound.toFixed(3)).join(" to ")} over ${intervalOver}`
    : "";
  const fit = r2 === null ? "" : `; R² ${r2.toFixed(4)}`;
  return `ReaL = ${(intercept * 100).toFixed(2)} % + ${slope.toFixed(4)} × top-1 (slope ${slope.toFixed(4)}${interval}${fit}; n = ${n} models).`;
}

/** Within the frame only: what lies outside of it would cover the axes. */
const bandAndLine =
  (band: readonly Point[], across: readonly Point[]): Plot.RenderFunction =>
  (_index, { x, y }, _values, { marginTop, height }, { document }) => {
    const range = [marginTop, height - marginBottom] as const;
    const place = ({ top1, real }: Point) => [x!(top1) as number, y!(real) as number] as const;
    const written = (points: readonly (readonly [number, number])[]) =>
      points.map(([px, py]) => `${px.toFixed(2)},${py.toFixed(2)}`).join("L");
    const line = clip(across.map(place), range);
    return svgPart(
      document,
      "g",
      {},
      ...(band.length > 0
        ? [
            svgPart(document, "path", {
              d: `M${written(clip(band.map(place), range))}Z`,
              fill: grey,
              "fill-opacity": 0.28,
            }),
          ]
        : []),
      ...(line.length > 0
        ? [svgPart(document, "path", { d: `M${written(line)}`, stroke: "currentColor", "stroke-width": 1.2 })]
        : []),
    );
  };

/**
 * The part of a path that lies between two heights. Plot's own clip refers to a number that it counts up from figure to
 * figure, so the same figure would be another file each time, and two on one page could share it.
 */
function clip(
  path: readonly (readonly [number, number])[],
  [low, high]: readonly [number, number],
): (readonly [number, number])[] {
  return path.flatMap((point, at) => {
    const before = path[at - 1];
    if (!before) return within(point) ? [point] : [];
    const cuts = [low, high]
      .map((height) => (height - before[1]) / (point[1] - before[1]))
      .filter((part) => part > 0 && part < 1)
      .sort((a, b) => a - b)
      .map(
        (part) =>
          [before[0] + part * (point[0] - before[0]), before[1] + part * (point[1] - before[1])] as const,
      );
    return [...cuts, ...(within(point) ? [point] : [])];
  });

  function within([, y]: readonly [number, number]) {
    return y >= low && y <= high;
  }
}

const between = (a: Point, b: Point, part: number): Point => ({
  top1: a.top1 + part * (b.top1 - a.top1),
  real: a.real + part * (b.real - a.real),
});

/** The best first, then outliers and proposers, then the others, as long as there is room. */
const pointNames =
  (models: readonly ScatterModel[], across: readonly Point[]): Plot.RenderFunction =>
  (_index, { x, y }, _values, { marginTop, width, height }, { document }) => {
    const looks = chooseHighlights(models);
    const weight = (model: ScatterModel) =>
      (looks.get(model.model)!.highlighted ? 4 : 0) + (model.outlier ? 2 : 0) + (model.proposer ? 1 : 0);
    const wanted = models
      .filter((model) => weight(model) > 0 || models.length <= maxNamed)
      .toSorted((a, b) => weight(b) - weight(a));
    const at = (model: Point) => ({ x: x!(model.top1) as number, y: y!(model.real) as number });
    const labels = wanted.map((model) => ({
      ...at(model),
      width: widest([shortName(nameInFigure(model))]) * (weight(model) > 0 ? boldness : 1),
    }));
    const frame = [left + 4, marginTop, width - right, height - marginBottom - 2] as const;
    const [from, to] = across;
    const line = from && to ? Array.from({ length: 100 }, (_, step) => at(between(from, to, step / 99))) : [];
    const placed = placeLabels(labels, [...models.map(at), ...line], frame);
    const parts = wanted.flatMap((model, index) => {
      const place = placed[index];
      if (!place) return [];
      const { x: px, y: py, width: room } = labels[index]!;
      const stands = weight(model) > 0;
      const nearest = Math.min(Math.max(px, place.left), place.left + room);
      const tie = svgPart(document, "path", {
        d: `M${px.toFixed(2)},${py.toFixed(2)}L${nearest.toFixed(2)},${(place.y + (place.y < py ? 6 : place.y > py ? -6 : 0)).toFixed(2)}`,
        stroke: grey,
        "stroke-width": 0.7,
      });
      const name = svgPart(
        document,
        "text",
        {
          x: place.left + room / 2,
          y: place.y,
          dy: "0.32em",
          "text-anchor": "middle",
          fill: stands ? "currentColor" : grey,
          "font-weight": stands ? 600 : 400,
        },
        shortName(nameInFigure(model)),
      );
      return place.tied ? [tie, name] : [name];
    });
    return svgPart(document, "g", {}, ...parts);
  };
