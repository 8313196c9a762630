import type * as Plot from "@observablehq/plot";
import type { Look } from "./chooseHighlights.ts";
import { svgPart } from "./svgPart.ts";

export interface LegendEntry {
  text: string;
  colour: string;
  /** null: no line. */
  dash: string | null;
  symbol: Look["symbol"];
  hollow?: boolean;
}

/** What SVG files need no library for: each symbol as a path around 0. */
const paths: Record<Look["symbol"], string> = {
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
  (_index, _scales, _values, { marginTop, width, marginRight }, { document }) => {
    const left = width - marginRight + 18;
    const rows = entries.map(({ text, colour, dash, symbol, hollow = false }, row) =>
      svgPart(
        document,
        "g",
        { transform: `translate(${left},${marginTop + 8 + row * rowHeight})` },
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
        svgPart(document, "path", {
          d: paths[symbol],
          transform: "translate(14,0)",
          fill: hollow ? "none" : colour,
          ...(hollow ? { stroke: colour, "stroke-width": 1.5 } : {}),
        }),
        svgPart(
          document,
          "text",
          { x: 36, dy: "0.32em", "text-anchor": "start", fill: "currentColor" },
          text,
        ),
      ),
    );
    return svgPart(document, "g", {}, ...rows);
  };
