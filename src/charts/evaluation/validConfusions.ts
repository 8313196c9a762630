import * as Plot from "@observablehq/plot";
import { shortName } from "../chooseHighlights.ts";
import { colours, type DrawOptions, faint, figureOptions, grey, plainAxis, widest } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { type LegendEntry, legendRows } from "../legend.ts";
import { partsOf } from "../partsOf.ts";

export interface Confusion {
  original: string;
  predicted: string;
  /** Predictions that top-1 counts as wrong. */
  times: number;
  /** Of these, on images for which the predicted label is valid too. */
  valid: number;
}

const rowHeight = 22;
const marginTop = 42;
const marginBottom = 46;

/** What top-1 accuracy counts as errors, and how much of it is another valid label. */
export function validConfusions(
  { confusions, models, shown = 25 }: { confusions: readonly Confusion[]; models: number; shown?: number },
  { document, width = 720 }: DrawOptions,
): Figure {
  const rows = confusions.slice(0, shown).map((one) => ({
    ...one,
    name: `${shortName(one.original)} → ${shortName(one.predicted)}`,
    wrong: one.times - one.valid,
    words: `${Math.round((100 * one.valid) / one.times)} % valid`,
  }));
  const names = rows.map(({ name }) => name);
  const marginLeft = 16 + Math.min(widest(names), width * 0.55);
  const marginRight = 84;
  const entries: LegendEntry[] = [
    { text: "predicted label is valid too", colour: colours.subject, dash: null, symbol: "square" },
    { text: "not valid", colour: grey, dash: null, symbol: "square", hollow: true },
  ];
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, rows.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft,
    marginRight,
    x: {
      ...plainAxis,
      label: models === 1 ? "Predictions" : `Predictions of ${models} models`,
      domain: [0, Math.max(1, ...rows.map(({ times }) => times))],
      ticks: 6,
    },
    y: { label: null, domain: names, tickSize: 0, padding: 0.25 },
    marks: [
      Plot.gridX({ ...faint, ticks: 6 }),
      Plot.barX(rows, { x1: 0, x2: "valid", y: "name", fill: colours.subject }),
      Plot.barX(rows, {
        x1: "valid",
        x2: "times",
        y: "name",
        fill: grey,
        fillOpacity: 0.25,
        stroke: grey,
        inset: 0.5,
      }),
      Plot.text(rows, { x: "times", y: "name", text: "words", dx: 6, textAnchor: "start" }),
    ],
  }) as SVGSVGElement;
  figure.append(legendRows(entries, { document, left: marginLeft - 10, top: 16, right: width }));
  const title = "Confusions that turn out valid";
  // Two bars for each: first all of the valid ones, then all of the others.
  const bars = partsOf(figure, "bar");
  return {
    name: "valid-confusions",
    parts: rows.map((_, row) => [bars[row]!, bars[rows.length + row]!]),
    title,
    caption:
      "The most frequent pairs of original label and first prediction. Blue is where people found the predicted label valid as well: top-1 calls it an error, ReaL does not.",
    svg: finishFigure(figure, {
      title,
      description: `The ${rows.length} most frequent pairs of original and predicted label, with the share of predictions that are valid.`,
    }),
    table: {
      columns: [
        text("original", "Original label"),
        text("predicted", "Predicted label"),
        count("times", "Predictions"),
        count("valid", "Of these valid"),
        share("valid_share", "Share valid"),
      ],
      rows: confusions.map(({ original, predicted, times, valid }) => [
        original,
        predicted,
        times,
        valid,
        times > 0 ? valid / times : null,
      ]),
    },
  };
}
