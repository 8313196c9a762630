import type * as Plot from "@observablehq/plot";
import type { Look } from "./chooseHighlights.ts";
import { grey } from "./figureStyle.ts";
import { spreadLabels } from "./spreadLabels.ts";
import { svgPart } from "./svgPart.ts";

export interface LineLabel {
  name: string;
  look: Look;
  /** The point of the line that its name belongs to, in the figure's units. */
  x: number;
  y: number;
}

/** Pixels between the middles of two names. */
export const lineHeight = 15;

/** Pixels from the lines' ends to their names. */
const column = 40;

/** A mark: the names of lines in a column beside their ends, none over another, each tied to its line. */
export function lineLabels(labels: readonly LineLabel[]): Plot.RenderFunction {
  return (_index, { x, y }, _values, { marginTop, height, marginBottom }, { document }) => {
    const points = labels.map((label) => ({
      ...label,
      px: x!(label.x) as number,
      py: y!(label.y) as number,
    }));
    const at = spreadLabels(
      points.map(({ py }) => py),
      lineHeight,
      [marginTop, height - marginBottom],
    );
    const left = Math.max(...points.map(({ px }) => px)) + column;
    const parts = points.flatMap(({ name, look, px, py }, index) => [
      svgPart(document, "path", {
        d: `M${px + 5},${py.toFixed(2)}L${left - 12},${at[index]!.toFixed(2)}H${left - 4}`,
        fill: "none",
        stroke: look.colour,
        "stroke-width": 0.8,
        "stroke-opacity": 0.7,
      }),
      svgPart(
        document,
        "text",
        {
          x: left,
          y: at[index]!,
          dy: "0.32em",
          "text-anchor": "start",
          fill: look.highlighted ? "currentColor" : grey,
          "font-weight": look.highlighted ? 600 : 400,
        },
        name,
      ),
    ]);
    return svgPart(document, "g", {}, ...parts);
  };
}
