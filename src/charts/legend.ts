import type * as Plot from "@observablehq/plot";
import type { Look } from "./chooseHighlights.ts";
import { widest } from "./figureStyle.ts";
import { svgPart } from "./svgPart.ts";

export interface LegendEntry {
  text: string;
  colour: string;
  /** null: no line. */
  dash: string | null;
  /** null: a line alone. */
  symbol: Look["symbol"] | null;
  hollow?: boolean;
}

/** What SVG files need no library for: each symbol as a path around 0. */
const symbolPaths: Record<Look["symbol"], string> = {
  circle: "M4,0A4,4 0 1 1 -4,0A4,4 0 1 1 4,0Z",
  square: "M-3.5,-3.5h7v7h-7Z",
  triangle: "M0,-5L4.5,3.5H-4.5Z",
  diamond: "M0,-6L4,0L0,6L-4,0Z",
  star: "M0,-6L1.4,-1.9H5.7L2.2,0.7L3.5,4.9L0,2.3L-3.5,4.9L-2.2,0.7L-5.7,-1.9H-1.4Z",
};

const rowHeight = 19;

/** A mark: what lines and symbols mean, in the margin on the right. */
export const legend =
  (entries: readonly LegendEntry[]): Plot.RenderFunction =>
  (_index, _scales, _values, { marginTop, width, marginRight }, { document }) =>
    legendColumn(entries, { document, left: width - marginRight + 18, top: marginTop + 8 });

/** What lines and symbols mean, one below the other. */
export function legendColumn(
  entries: readonly LegendEntry[],
  { document, left, top }: { document: Document; left: number; top: number },
): SVGGElement {
  const rows = entries.map((entry, row) =>
    legendEntry(entry, { document, left, top: top + row * rowHeight }),
  );
  return svgPart(document, "g", {}, ...rows);
}

/** The same in rows from left to right, above or below a figure. */
export function legendRows(
  entries: readonly LegendEntry[],
  { document, left, top, right }: { document: Document; left: number; top: number; right: number },
): SVGGElement {
  const places = placeInRows(entries, left, right);
  const rows = entries.map((entry, at) => {
    const [x, row] = places[at]!;
    return legendEntry(entry, { document, left: x, top: top + row * rowHeight });
  });
  return svgPart(document, "g", {}, ...rows);
}

/** Height of `legendRows`, in pixels. */
export function heightOfRows(entries: readonly LegendEntry[], left: number, right: number): number {
  return ((placeInRows(entries, left, right).at(-1)?.[1] ?? -1) + 1) * rowHeight;
}

function placeInRows(entries: readonly LegendEntry[], left: number, right: number): [number, number][] {
  let x = left;
  let row = 0;
  return entries.map(({ text }) => {
    const width = 36 + widest([text]) + 14;
    if (x > left && x + width > right) {
      x = left;
      row++;
    }
    const place: [number, number] = [x, row];
    x += width;
    return place;
  });
}

function legendEntry(
  { text, colour, dash, symbol, hollow = false }: LegendEntry,
  { document, left, top }: { document: Document; left: number; top: number },
): SVGGElement {
  return svgPart(
    document,
    "g",
    { transform: `translate(${left},${top})` },
    ...(dash === null
      ? []
      : [
          svgPart(document, "path", {
            d: "M0,0h28",
            stroke: colour,
            "stroke-width": 1.8,
            ...(dash ? { "stroke-dasharray": dash } : {}),
          }),
        ]),
    ...(symbol === null
      ? []
      : [
          svgPart(document, "path", {
            d: symbolPaths[symbol],
            transform: "translate(14,0)",
            fill: hollow ? "none" : colour,
            ...(hollow ? { stroke: colour, "stroke-width": 1.5 } : {}),
          }),
        ]),
    svgPart(document, "text", { x: 36, dy: "0.32em", "text-anchor": "start", fill: "currentColor" }, text),
  );
}
