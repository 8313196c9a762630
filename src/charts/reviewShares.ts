import * as Plot from "@observablehq/plot";
import {
  colours,
  type DrawOptions,
  faint,
  figureOptions,
  percentTick,
  plainAxis,
  widest,
} from "./figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "./figureTable.ts";
import { finishFigure } from "./finishFigure.ts";

/** How many of the images reviewed have one answer. */
export interface ReviewShareRow {
  name: string;
  count: number;
  total: number;
  share: number | null;
  /** 95 %. */
  interval: readonly [number, number] | null;
}

const rowHeight = 46;
/** Letters of a line of an answer: a long one must not take the room of the bars. */
const wrapsAt = 26;

function lines(words: string): string[] {
  const all: string[] = [];
  for (const word of words.split(" ")) {
    const last = all.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= wrapsAt) all[all.length - 1] = `${last} ${word}`;
    else all.push(word);
  }
  return all;
}

/** What reviewers answer to one question about images without labels: a bar each, with its interval. */
export function reviewShares(
  rows: readonly ReviewShareRow[],
  { document, width = 640, name, title }: DrawOptions & { name: string; title: string },
): Figure {
  const total = rows[0]?.total ?? 0;
  const shown = rows.map((row) => ({
    ...row,
    share: row.share ?? 0,
    low: row.interval?.[0] ?? 0,
    high: row.interval?.[1] ?? 0,
    words: `${row.count} of ${row.total}`,
  }));
  const highest = Math.max(0.1, ...shown.map(({ high }) => high));
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: rows.length * rowHeight + 62,
    marginTop: 8,
    marginBottom: 46,
    marginLeft: widest(rows.flatMap((row) => lines(row.name))) + 14,
    marginRight: 84,
    x: {
      ...plainAxis,
      label: `Share of ${total === 1 ? "the one image" : `${total.toLocaleString("en")} images`} reviewed, with its 95 % interval`,
      domain: [0, Math.min(1, highest * 1.02)],
      tickFormat: percentTick,
      ticks: 5,
    },
    y: {
      label: null,
      domain: rows.map((row) => row.name),
      tickSize: 0,
      tickFormat: (words: string) => lines(words).join("\n"),
    },
    marks: [
      Plot.gridX({ ...faint, ticks: 5 }),
      Plot.barX(shown, { x: "share", y: "name", fill: colours.subject, insetTop: 7, insetBottom: 7 }),
      Plot.ruleY(shown, { x1: "low", x2: "high", y: "name", stroke: "currentColor", strokeWidth: 1.5 }),
      Plot.tickX(shown, { x: "low", y: "name", stroke: "currentColor", inset: 17 }),
      Plot.tickX(shown, { x: "high", y: "name", stroke: "currentColor", inset: 17 }),
      Plot.text(shown, { x: "high", y: "name", text: "words", textAnchor: "start", dx: 8 }),
      Plot.ruleX([0], { stroke: "currentColor" }),
    ],
  });
  return {
    name,
    title,
    caption:
      "Bars are shares of the images reviewed, not of all images without a label; lines are 95 % intervals.",
    svg: finishFigure(figure, {
      title,
      description: shown.map((row) => `${row.name}: ${row.words}`).join(", "),
    }),
    table: {
      columns: [
        text("answer", "Answer"),
        count("images", "Images"),
        count("of", "of"),
        share("share", "Share"),
        ...interval("share"),
      ],
      rows: rows.map((row) => [row.name, row.count, row.total, row.share, ...bounds(row.interval)]),
    },
  };
}
