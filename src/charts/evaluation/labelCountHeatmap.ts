import * as Plot from "@observablehq/plot";
import { nameInFigure, type Ranked, shortName } from "../chooseHighlights.ts";
import { type DrawOptions, figureOptions, undefinedGrey, widest } from "../figureStyle.ts";
import { count, type Figure, share, text } from "../figureTable.ts";
import { finishFigure } from "../finishFigure.ts";
import { partsOf } from "../partsOf.ts";
import { svgPart } from "../svgPart.ts";

export interface HeatmapModel extends Ranked {
  /** Per column; null where undefined. */
  values: readonly (number | null)[];
}

const rowHeight = 22;
/** Minimum width of a column in pixels: fits "100.0". */
const narrowest = 38;
const marginTop = 66;
const marginBottom = 34;

/** Light to dark; the words in a cell are dark on the first and white on the last. */
const ramps = {
  accuracy: ["#e8f1fa", "#0b3c6f"],
  halfWidth: ["#f3edf8", "#4a1a73"],
} as const;

/** A table of models by numbers of labels, in colours: figure 5 of the paper. */
export function labelCountHeatmap(
  {
    models,
    columns,
    name,
    title,
    caption,
    ramp,
  }: {
    models: readonly HeatmapModel[];
    /** The numbers of labels, such as "3" or "5+", with how many images each has. */
    columns: readonly { labels: string; images: number }[];
    name: string;
    title: string;
    caption: string;
    ramp: keyof typeof ramps;
  },
  { document, width: wanted = 720 }: DrawOptions,
): Figure {
  const names = models.map(nameInFigure);
  const marginLeft = 16 + Math.max(60, widest(names.map(shortName)));
  const width = Math.max(wanted, marginLeft + 16 + columns.length * narrowest);
  const cells = models.flatMap((model, row) =>
    columns.map(({ labels }, column) => ({ name: names[row]!, labels, value: model.values[column] ?? null })),
  );
  const values = cells.flatMap(({ value }) => (value === null ? [] : [value]));
  const [low, high] = values.length > 0 ? [Math.min(...values), Math.max(...values)] : [0, 1];
  const part = (value: number) => (high > low ? (value - low) / (high - low) : 0.5);
  const undefinedCells = cells.filter(({ value }) => value === null);
  const legendWords = "× undefined: fewer than 2 images";

  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, models.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft,
    marginRight: 16,
    x: {
      axis: "top",
      label: null,
      domain: columns.map(({ labels }) => labels),
      tickSize: 0,
      padding: 0.03,
      tickFormat: (labels: string) => {
        const { images } = columns.find((column) => column.labels === labels)!;
        return `${labels}\n${images.toLocaleString("en")}`;
      },
    },
    y: { label: null, domain: names, tickSize: 0, tickFormat: shortName, padding: 0.08 },
    color: { type: "identity" },
    marks: [
      Plot.cell(cells, {
        x: "labels",
        y: "name",
        fill: ({ value }) => (value === null ? undefinedGrey : mix(ramps[ramp], part(value))),
      }),
      Plot.text(cells, {
        x: "labels",
        y: "name",
        text: ({ value }) => (value === null ? "×" : (value * 100).toFixed(1)),
        fill: ({ value }) => (value === null || part(value) > 0.45 ? "#ffffff" : "#101418"),
      }),
    ],
  }) as SVGSVGElement;
  const y = marginTop + Math.max(1, models.length) * rowHeight + 20;
  const words = (x: number, at: number, said: string, anchor = "start") =>
    svgPart(document, "text", { x, y: at, dy: "0.32em", "text-anchor": anchor, fill: "currentColor" }, said);
  figure.append(
    words(marginLeft, 14, "in percent, by number of valid labels"),
    words(marginLeft - 8, marginTop - 24, "labels", "end"),
    words(marginLeft - 8, marginTop - 10, "images", "end"),
  );
  if (values.length > 0) {
    const start = marginLeft + 52;
    const steps = 24;
    figure.append(
      words(start - 8, y, (low * 100).toFixed(1), "end"),
      ...Array.from({ length: steps }, (_, step) =>
        svgPart(document, "rect", {
          x: start + step * 5,
          y: y - 6,
          width: 5.5,
          height: 12,
          fill: mix(ramps[ramp], step / (steps - 1)),
        }),
      ),
      words(start + steps * 5 + 8, y, (high * 100).toFixed(1)),
    );
  }
  if (undefinedCells.length > 0) {
    const end = width - 16;
    figure.append(
      svgPart(document, "rect", {
        x: end - widest([legendWords]) - 24,
        y: y - 8,
        width: 18,
        height: 16,
        fill: undefinedGrey,
      }),
      svgPart(
        document,
        "text",
        {
          x: end - widest([legendWords]) - 15,
          y,
          dy: "0.32em",
          "text-anchor": "middle",
          fill: "#ffffff",
          "font-weight": 700,
        },
        "×",
      ),
      words(end - widest([legendWords]), y, legendWords.slice(2)),
    );
  }
  return {
    name,
    title,
    caption,
    parts: partsOf(figure, "cell").map((cell) => [cell]),
    svg: finishFigure(figure, {
      title,
      description: `${models.length} models by ${columns.length} numbers of labels, from ${(low * 100).toFixed(1)} to ${(high * 100).toFixed(1)} percent; ${undefinedCells.length} cells are undefined.`,
    }),
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        text("labels", "Labels"),
        count("images", "Images"),
        share("value", title),
      ],
      rows: models.flatMap((model) =>
        columns.map(({ labels, images }, column) => [
          model.model,
          model.proposer ? "yes" : "no",
          labels,
          images,
          model.values[column] ?? null,
        ]),
      ),
    },
  };
}

/** A colour between two, by shares of red, green and blue. */
function mix([from, to]: readonly [string, string], part: number): string {
  const channel = (colour: string, at: number) => Number.parseInt(colour.slice(1 + at * 2, 3 + at * 2), 16);
  const parts = [0, 1, 2].map((at) =>
    Math.round(channel(from, at) + part * (channel(to, at) - channel(from, at)))
      .toString(16)
      .padStart(2, "0"),
  );
  return `#${parts.join("")}`;
}
