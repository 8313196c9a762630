import * as Plot from "@observablehq/plot";
import type { EstimateRow } from "./agreementEstimates.ts";
import { figureOptions, grey, highlights, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";

/** Each annotator's leniency with its 95 % interval around 0, in the order given: never by value. */
export function annotatorEstimates(
  rows: readonly EstimateRow[],
  { document, width = 720, title }: { document: Document; width?: number; title: string },
): SVGSVGElement {
  // By place, because two people may have one name.
  const placed = rows.map((row, place) => ({
    place: String(place),
    name: `${row.name} (n = ${row.n.toLocaleString("en")})`,
    value: row.value,
    low: row.interval?.[0] ?? null,
    high: row.interval?.[1] ?? null,
  }));
  const drawn = placed.filter(({ value }) => value !== null);
  const withInterval = drawn.filter(({ low }) => low !== null);
  const reach = Math.max(
    0.1,
    ...drawn.flatMap(({ value, low, high }) => [value, low, high].map((x) => Math.abs(x ?? 0))),
  );
  const { colour } = highlights[0];
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: 64 + Math.max(1, rows.length) * 24,
    marginTop: 12,
    marginBottom: 52,
    marginLeft: 20 + widest(placed.map(({ name }) => name)),
    marginRight: 24,
    x: {
      label: "Leniency: labels per image less the partners'",
      labelAnchor: "center",
      labelArrow: "none",
      domain: [-reach * 1.05, reach * 1.05],
    },
    y: {
      label: null,
      domain: placed.map(({ place }) => place),
      tickFormat: (place: string) => placed[Number(place)]?.name ?? "",
      tickSize: 0,
    },
    marks: [
      Plot.gridX({ stroke: grey, strokeOpacity: 0.25 }),
      Plot.ruleX([0], { stroke: grey }),
      Plot.ruleY(withInterval, { x1: "low", x2: "high", y: "place", stroke: colour, strokeWidth: 2 }),
      Plot.dot(drawn, { x: "value", y: "place", r: 4.5, fill: colour }),
    ],
  });
  return finishFigure(figure, {
    title,
    description: `Leniency of ${drawn.length} annotators with 95 % intervals, by name.`,
  });
}
