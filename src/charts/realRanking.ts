import * as Plot from "@observablehq/plot";
import type { ModelComparison } from "../core/evaluation/ranking/makeComparison.ts";
import { chooseHighlights, nameInFigure } from "./chooseHighlights.ts";
import { figureOptions, grey, percentTick, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";
import { percentRange } from "./percentRange.ts";
import { svgPart } from "./svgPart.ts";

const rowHeight = 22;
const marginTop = 44;
const marginBottom = 46;

/** Every model's ReaL accuracy with its 95 % interval, and its top-1 accuracy beside it, best first. */
export function realRanking(
  { models }: Pick<ModelComparison, "models">,
  { document, width = 720 }: { document: Document; width?: number },
): SVGSVGElement {
  const looks = chooseHighlights(models);
  const rows = models.flatMap((score) => {
    const { real, top1, rank } = score;
    if (real.share === null || real.interval === null) return [];
    const name = rank.value === null ? nameInFigure(score) : `${rank.value}. ${score.model}`;
    const [low, high] = real.interval;
    const { colour } = looks.get(score.model)!;
    // A square is not ranked.
    const symbol = rank.value === null ? "square" : "circle";
    return [{ name, symbol, colour, real: real.share, low, high, top1: top1.share }];
  });
  const withTop1 = rows.filter(({ top1 }) => top1 !== null);

  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, rows.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft: 24 + widest(rows.map(({ name }) => name)),
    marginRight: 24,
    x: {
      label: "Accuracy",
      labelAnchor: "center",
      labelArrow: "none",
      domain: percentRange(
        rows.flatMap(({ low, high, top1 }) => [low, high, ...(top1 === null ? [] : [top1])]),
      ),
      tickFormat: percentTick,
    },
    color: { type: "identity" },
    symbol: { domain: ["circle", "square"], range: ["circle", "square"] },
    y: { label: null, domain: rows.map(({ name }) => name), tickSize: 0 },
    marks: [
      Plot.gridX({ stroke: grey, strokeOpacity: 0.25 }),
      Plot.ruleY(rows, { x1: "low", x2: "high", y: "name", stroke: "colour", strokeWidth: 2 }),
      ...(["low", "high"] as const).map((end) =>
        Plot.tickX(rows, { x: end, y: "name", stroke: "colour", inset: 6 }),
      ),
      Plot.dot(withTop1, { x: "top1", y: "name", r: 4, stroke: "currentColor", strokeWidth: 1.2 }),
      Plot.dot(rows, {
        x: "real",
        y: "name",
        r: 4.5,
        fill: "colour",
        symbol: "symbol",
      }),
      legend(withTop1.length > 0),
    ],
  });
  return finishFigure(figure, {
    title: "Models by ReaL accuracy",
    description: `ReaL accuracy of ${rows.length} models with 95 % intervals${withTop1.length > 0 ? ", and top-1 accuracy" : ""}, best first.`,
  });
}

/** What the two dots mean, above them. */
const legend =
  (withTop1: boolean): Plot.RenderFunction =>
  (_index, _scales, _values, { marginLeft }, { document }) => {
    const y = 16;
    const text = (x: number, words: string) =>
      svgPart(document, "text", { x, y, dy: "0.32em", "text-anchor": "start", fill: "currentColor" }, words);
    return svgPart(
      document,
      "g",
      {},
      svgPart(document, "path", { d: `M${marginLeft},${y}h24`, stroke: "currentColor", "stroke-width": 2 }),
      svgPart(document, "circle", { cx: marginLeft + 12, cy: y, r: 4.5, fill: "currentColor" }),
      text(marginLeft + 32, "ReaL, 95 % interval"),
      ...(withTop1
        ? [
            svgPart(document, "circle", {
              cx: marginLeft + 182,
              cy: y,
              r: 4,
              fill: "none",
              stroke: "currentColor",
              "stroke-width": 1.2,
            }),
            text(marginLeft + 194, "top-1"),
          ]
        : []),
    );
  };
