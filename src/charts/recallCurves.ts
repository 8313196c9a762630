import * as Plot from "@observablehq/plot";
import type { ModelComparison } from "../core/makeComparison.ts";
import { chooseHighlights, nameInFigure } from "./chooseHighlights.ts";
import { figureOptions, grey, wholePercent, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";
import { lineHeight, lineLabels } from "./lineLabels.ts";
import { percentRange } from "./percentRange.ts";

const marginTop = 30;
const marginBottom = 46;
const mostTicks = 10;
/** With more ks, symbols would run into each other. */
const mostDots = 25;

/** The share of valid labels among the first k proposals, for every model. */
export function recallCurves(
  { models, relative }: Pick<ModelComparison, "models" | "relative">,
  { document, width = 720 }: { document: Document; width?: number },
): SVGSVGElement {
  const measure = relative ? "Relative recall" : "Recall";
  const looks = chooseHighlights(models);
  const curves = models
    .map((score) => ({
      name: nameInFigure(score),
      look: looks.get(score.model)!,
      points: score.recall.flatMap((recall, rank) => (recall === null ? [] : [{ k: rank + 1, recall }])),
    }))
    .filter(({ points }) => points.length > 0);
  const depth = Math.max(1, ...curves.map(({ points }) => points.length));
  const every = Math.ceil(depth / mostTicks);
  // Grey lines first: what stands out stands in front.
  const inOrder = curves.toSorted((a, b) => Number(a.look.highlighted) - Number(b.look.highlighted));

  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: Math.max(360, marginTop + marginBottom + curves.length * lineHeight * 1.35),
    marginTop,
    marginBottom,
    marginLeft: 54,
    marginRight: 50 + widest(curves.map(({ name }) => name)),
    x: {
      label: "k: labels proposed per image",
      labelAnchor: "center",
      labelArrow: "none",
      // One k alone still needs an axis to stand on.
      domain: depth === 1 ? [0.5, 1.5] : [1, depth],
      ticks: Array.from({ length: depth }, (_, rank) => rank + 1).filter((k) => k === 1 || k % every === 0),
      tickFormat: String,
    },
    y: {
      label: `${measure}@k`,
      labelArrow: "none",
      domain: percentRange(curves.flatMap(({ points }) => points.map(({ recall }) => recall))),
      tickFormat: wholePercent,
    },
    marks: [
      Plot.gridY({ stroke: grey, strokeOpacity: 0.25 }),
      ...inOrder.flatMap(({ points, look }) => [
        Plot.lineY(points, {
          x: "k",
          y: "recall",
          stroke: look.colour,
          strokeWidth: look.highlighted ? 2.2 : 1,
          ...(look.dash ? { strokeDasharray: look.dash } : {}),
        }),
        Plot.dot(
          points.filter(({ k }) => depth <= mostDots || k === 1 || k % every === 0),
          {
            x: "k",
            y: "recall",
            symbol: look.symbol,
            fill: look.colour,
            r: look.highlighted ? 4 : 1.5,
          },
        ),
      ]),
      ...(curves.length > 0
        ? [
            lineLabels(
              curves.map(({ name, look, points }) => {
                const { k, recall } = points.at(-1)!;
                return { name, look, x: k, y: recall };
              }),
            ),
          ]
        : []),
    ],
  });
  return finishFigure(figure, {
    title: `${measure} at k`,
    description: `The share of valid labels among the first k labels of each image, for ${curves.length} models and k from 1 to ${depth}.`,
  });
}
