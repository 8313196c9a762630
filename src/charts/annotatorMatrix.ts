import * as Plot from "@observablehq/plot";
import { figureOptions, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";

export interface MatrixCell {
  a: string;
  b: string;
  /** null: undefined, shown as a dash. */
  value: number | null;
  /** The text of the cell. */
  text: string;
  n: number;
}

const cellWidth = 64;
const cellHeight = 40;

/** Annotators against each other: each pair twice, so that a row holds all of one person. */
export function annotatorMatrix(
  cells: readonly MatrixCell[],
  names: readonly string[],
  { document, title }: { document: Document; title: string },
): SVGSVGElement {
  const both = cells.flatMap((cell) => [cell, { ...cell, a: cell.b, b: cell.a }]);
  const left = 20 + widest(names);
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width: left + names.length * cellWidth + 20,
    height: left + names.length * cellHeight + 10,
    marginTop: left,
    marginLeft: left,
    marginBottom: 10,
    marginRight: 20,
    padding: 0.06,
    x: { axis: "top", domain: [...names], label: null, tickSize: 0, tickRotate: -90 },
    y: { domain: [...names], label: null, tickSize: 0 },
    color: {
      type: "linear",
      domain: [0, 1],
      range: ["#f4f7fb", "#6aa3cf"],
      clamp: true,
      unknown: "#e4e4e2",
    },
    marks: [
      Plot.cell(both, {
        x: "b",
        y: "a",
        fill: "value",
        stroke: "#9aa4b2",
        strokeWidth: 0.5,
      }),
      Plot.text(both, { x: "b", y: "a", text: "text", fill: "#111111", dy: -7, fontWeight: 600 }),
      Plot.text(both, {
        x: "b",
        y: "a",
        text: ({ n }: MatrixCell) => `n ${n.toLocaleString("en")}`,
        fill: "#111111",
        dy: 9,
        fontSize: 10.5,
      }),
    ],
  });
  return finishFigure(figure, {
    title,
    description: `${cells.length} pairs of ${names.length} annotators; n is the number of images of a pair.`,
  });
}
