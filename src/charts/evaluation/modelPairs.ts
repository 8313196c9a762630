import * as Plot from "@observablehq/plot";
import { shortName } from "../chooseHighlights.ts";
import { colours, type DrawOptions, figureOptions, grey, widest } from "../figureStyle.ts";
import { bounds, count, type Figure, gap, number, text } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { type LegendEntry, legendRows } from "../legend.ts";

interface Pair {
  a: string;
  b: string;
  images: number;
  onlyA: number;
  onlyB: number;
  difference: number | null;
  interval: readonly [number, number] | null;
  p: number | null;
  pHolm: number | null;
  pBenjaminiHochberg: number | null;
}

/** In more columns, cells have no room for a number. */
const maxNumbered = 24;
const marginBottom = 40;

const isSignificant = ({ pHolm }: Pair) => pHolm !== null && pHolm < 0.05;

/** Which models the images tell apart. */
export function modelPairs(
  { models, pairs }: { models: readonly string[]; pairs: readonly Pair[] },
  { document, width = 720 }: DrawOptions,
): Figure {
  const place = new Map(models.map((model, at) => [model, at + 1]));
  const rows = models.slice(0, -1).map((model, at) => `${at + 1}  ${shortName(model)}`);
  const cells = pairs.map((pair) => ({
    ...pair,
    row: rows[place.get(pair.a)! - 1]!,
    column: String(place.get(pair.b)!),
    isDistinct: isSignificant(pair),
    points: pair.difference === null ? "" : (pair.difference * 100).toFixed(1),
  }));
  const marginLeft = 28 + widest(rows);
  const columns = models.slice(1).map((_, at) => String(at + 2));
  const size = Math.min(34, (width - marginLeft - 16) / Math.max(1, columns.length));
  const rowHeight = Math.max(15, Math.min(22, size));
  const marginTop = 56;
  const numbered = models.length <= maxNumbered && size >= 28;
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, rows.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft,
    marginRight: Math.max(16, width - marginLeft - size * columns.length),
    x: {
      axis: "top",
      label: null,
      domain: columns,
      tickSize: 0,
      padding: 0.08,
      tickFormat: (column: string) => (size >= 17 || Number(column) % 5 === 0 ? column : ""),
    },
    y: { label: null, domain: rows, tickSize: 0, padding: 0.08 },
    marks: [
      Plot.cell(
        cells.filter(({ isDistinct }) => isDistinct),
        { x: "column", y: "row", fill: colours.subject },
      ),
      Plot.cell(
        cells.filter(({ isDistinct }) => !isDistinct),
        { x: "column", y: "row", fill: grey, fillOpacity: 0.22, stroke: grey, inset: 0.5 },
      ),
      ...(numbered
        ? [
            Plot.text(cells, {
              x: "column",
              y: "row",
              text: "points",
              fontSize: 11,
              fill: ({ isDistinct }) => (isDistinct ? "#ffffff" : "currentColor"),
            }),
          ]
        : []),
    ],
    color: { type: "identity" },
  }) as SVGSVGElement;
  const entries: LegendEntry[] = [
    { text: "told apart (Holm-corrected p < .05)", colour: colours.subject, dash: null, symbol: "square" },
    { text: "not told apart", colour: grey, dash: null, symbol: "square", hollow: true },
  ];
  figure.append(legendRows(entries, { document, left: marginLeft - 10, top: 14, right: width }));
  const distinct = cells.filter((cell) => cell.isDistinct).length;
  const title = "Pairs of models";
  return {
    name: "model-pairs",
    title,
    caption: `${distinct} of ${pairs.length} pairs are told apart by McNemar's exact test on the same images, corrected for the number of pairs (Holm). Rows and columns stand in the order of ReaL accuracy.${numbered ? " In the cells: by how many percentage points the row is ahead." : ""}`,
    svg: finishFigure(figure, {
      title,
      description: `Which of ${pairs.length} pairs of models are told apart: ${distinct}.`,
    }),
    table: {
      columns: [
        text("a", "A"),
        text("b", "B"),
        count("images", "Images"),
        count("only_a", "Only A valid"),
        count("only_b", "Only B valid"),
        gap("difference", "A less B, percentage points"),
        gap("difference_low", "95 % from"),
        gap("difference_high", "to"),
        number("p", "p (McNemar)"),
        number("p_holm", "p (Holm)"),
        number("p_benjamini_hochberg", "p (Benjamini-Hochberg)"),
      ],
      rows: pairs.map(
        ({ a, b, images, onlyA, onlyB, difference, interval: range, p, pHolm, pBenjaminiHochberg }) => [
          a,
          b,
          images,
          onlyA,
          onlyB,
          difference,
          ...bounds(range),
          p,
          pHolm,
          pBenjaminiHochberg,
        ],
      ),
    },
  };
}
