import * as Plot from "@observablehq/plot";
import { shortName } from "../chooseHighlights.ts";
import { colours, type DrawOptions, figureOptions, grey, widest } from "../figureStyle.ts";
import { finishFigure } from "../finishFigure.ts";
import { svgPart } from "../svgPart.ts";

const rowHeight = 24;
const marginTop = 56;

/** Shares of rows by columns, in percent: of each row's images, how many are of the column. */
export function matrixHeatmap(
  {
    rows,
    columns,
    counts,
    totals,
  }: {
    rows: readonly string[];
    columns: readonly string[];
    /** [rows][columns] */
    counts: readonly (readonly number[])[];
    /** What a row's counts are of; a row of 0 is empty. */
    totals: readonly number[];
  },
  {
    document,
    width = 720,
    title,
    description,
    rowLabel,
    columnLabel,
  }: DrawOptions & { title: string; description: string; rowLabel: string; columnLabel: string },
): SVGSVGElement {
  // Names along the top would not fit: columns are numbered, and the numbers stand before the names.
  const number = (at: number) => String(at + 1);
  const isSame = rows.length === columns.length && rows.every((name, at) => name === columns[at]);
  const rowNames = rows.map((name, at) => (isSame ? `${number(at)}  ${shortName(name)}` : shortName(name)));
  const columnNames = columns.map((name, at) => (isSame ? number(at) : name));
  const cells = counts.flatMap((row, from) =>
    row.map((count, to) => ({
      row: rowNames[from]!,
      column: columnNames[to]!,
      share: totals[from]! > 0 ? count / totals[from]! : null,
    })),
  );
  const marginLeft = 20 + widest([...rowNames, rowLabel]);
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + 12 + Math.max(1, rows.length) * rowHeight,
    marginTop,
    marginBottom: 12,
    marginLeft,
    marginRight: 16,
    x: { axis: "top", label: null, domain: columnNames, tickSize: 0, padding: 0.04 },
    y: { label: null, domain: rowNames, tickSize: 0, padding: 0.06 },
    color: { type: "identity" },
    marks: [
      Plot.cell(cells, {
        x: "column",
        y: "row",
        fill: ({ share }) => (share === null ? grey : colours.subject),
        fillOpacity: ({ share }) => (share === null ? 0.12 : 0.06 + 0.9 * share),
      }),
      Plot.text(
        cells.filter(({ share }) => share === null || share >= 0.005),
        {
          x: "column",
          y: "row",
          text: ({ share }) => (share === null ? "–" : String(Math.round(share * 100))),
          fill: ({ share }) => (share !== null && share > 0.5 ? "#ffffff" : "currentColor"),
        },
      ),
    ],
  }) as SVGSVGElement;
  const words = (x: number, y: number, said: string, anchor: string) =>
    svgPart(document, "text", { x, y, dy: "0.32em", "text-anchor": anchor, fill: "currentColor" }, said);
  figure.append(
    words(marginLeft, 14, columnLabel, "start"),
    words(marginLeft - 8, marginTop - 14, rowLabel, "end"),
  );
  return finishFigure(figure, { title, description });
}
