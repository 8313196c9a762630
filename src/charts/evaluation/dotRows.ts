import * as Plot from "@observablehq/plot";
import { type Look, shortName } from "../chooseHighlights.ts";
import { type DrawOptions, faint, figureOptions, grey, plainAxis, widest } from "../figureStyle.ts";
import { finishFigure } from "../finishFigure.ts";
import { heightOfRows, type LegendEntry, legendRows } from "../legend.ts";

/** Something measured of every row, such as top-1 accuracy. */
export interface DotSeries {
  text: string;
  colour: string;
  symbol: Look["symbol"];
  hollow?: boolean;
}

export interface DotRow {
  name: string;
  /** Stands behind: a proposer, which is not ranked. */
  grey?: boolean;
  /** Per series; null where undefined. */
  values: readonly { value: number | null; interval?: readonly [number, number] | null }[];
}

const right = 28;

/** One row per name, with a dot per series and its interval. */
export function dotRows(
  { rows, series }: { rows: readonly DotRow[]; series: readonly DotSeries[] },
  {
    document,
    width = 720,
    title,
    description,
    label,
    domain,
    format,
    zero = false,
    ticks,
  }: DrawOptions & {
    title: string;
    description: string;
    label: string;
    domain: readonly [number, number];
    format: (value: number, at?: number, ticks?: readonly number[]) => string;
    /** Draw a line at 0. */
    zero?: boolean;
    ticks?: readonly number[];
  },
): SVGSVGElement {
  // More than two dots need room of their own.
  const [rowHeight, apart] = series.length > 2 ? [10 + 9 * series.length, 8] : [22, 4];
  const names = rows.map(({ name }) => name);
  const left = 16 + widest(names.map(shortName));
  const entries = series.map((one): LegendEntry => ({ ...one, dash: null }));
  const marginTop = 20 + heightOfRows(entries, left, width - right);
  const marginBottom = 46;
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, rows.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft: left,
    marginRight: right,
    x: {
      ...plainAxis,
      label,
      domain,
      tickFormat: format,
      ...(ticks ? { ticks: [...ticks] } : {}),
    },
    y: { label: null, domain: names, tickSize: 0, tickFormat: shortName },
    marks: [
      Plot.gridX({ ...faint, ...(ticks ? { ticks: [...ticks] } : {}) }),
      ...(zero ? [Plot.ruleX([0], { stroke: "currentColor" })] : []),
      ...series.flatMap(({ colour, symbol, hollow }, at) => {
        const dots = rows.flatMap(({ name, grey: behind, values }) => {
          const { value, interval } = values[at] ?? { value: null };
          if (value === null) return [];
          return [{ name, value, low: interval?.[0], high: interval?.[1], colour: behind ? grey : colour }];
        });
        // Side by side where several have intervals.
        const dy = (at - (series.length - 1) / 2) * apart;
        const ranges = dots.filter(({ low }) => low !== undefined);
        const paint = { r: symbol === "star" ? 6 : 4.5, symbol, dy } as const;
        return [
          Plot.ruleY(ranges, {
            x1: "low",
            x2: "high",
            y: "name",
            stroke: (d) => d.colour,
            strokeWidth: 2,
            dy,
          }),
          ...(["low", "high"] as const).map((end) =>
            Plot.tickX(ranges, {
              x: end,
              y: "name",
              stroke: (d) => d.colour,
              inset: (rowHeight - 10) / 2,
              dy,
            }),
          ),
          hollow
            ? Plot.dot(dots, { x: "value", y: "name", ...paint, stroke: (d) => d.colour, strokeWidth: 1.5 })
            : Plot.dot(dots, { x: "value", y: "name", ...paint, fill: (d) => d.colour }),
        ];
      }),
    ],
    color: { type: "identity" },
  }) as SVGSVGElement;
  figure.append(legendRows(entries, { document, left, top: 14, right: width - right }));
  return finishFigure(figure, { title, description });
}
