import * as Plot from "@observablehq/plot";
import { figureOptions, grey, highlights, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";

export interface EstimateRow {
  name: string;
  value: number | null;
  interval: readonly [number, number] | null;
  n: number;
}

const rowHeight = 26;

/** Measures of agreement with their 95 % intervals, in the order given; what is undefined has no point. */
export function agreementEstimates(
  rows: readonly EstimateRow[],
  { document, width = 720, title }: { document: Document; width?: number; title: string },
): SVGSVGElement {
  const named = rows.map(({ name, value, interval, n }) => ({
    name: `${name} (n = ${n.toLocaleString("en")})`,
    value,
    low: interval?.[0] ?? null,
    high: interval?.[1] ?? null,
  }));
  const min = Math.min(0, ...named.flatMap(({ value, low }) => [value ?? 0, low ?? 0]));
  const drawn = named.filter(({ value }) => value !== null);
  const withInterval = drawn.filter(({ low }) => low !== null);
  const { colour } = highlights[0];
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: 64 + rows.length * rowHeight,
    marginTop: 12,
    marginBottom: 52,
    marginLeft: 20 + widest(named.map(({ name }) => name)),
    marginRight: 24,
    x: {
      label: "Agreement",
      labelAnchor: "center",
      labelArrow: "none",
      domain: [Math.floor(min * 10) / 10, 1],
    },
    y: { label: null, domain: named.map(({ name }) => name), tickSize: 0 },
    marks: [
      Plot.gridX({ stroke: grey, strokeOpacity: 0.25 }),
      ...(min < 0 ? [Plot.ruleX([0], { stroke: grey })] : []),
      Plot.ruleY(withInterval, { x1: "low", x2: "high", y: "name", stroke: colour, strokeWidth: 2 }),
      ...(["low", "high"] as const).map((end) =>
        Plot.tickX(withInterval, { x: end, y: "name", stroke: colour, inset: 7 }),
      ),
      Plot.dot(drawn, { x: "value", y: "name", r: 4.5, fill: colour }),
    ],
  });
  return finishFigure(figure, {
    title,
    description: `${drawn.length} measures of agreement with 95 % intervals; 1 is full agreement.`,
  });
}
