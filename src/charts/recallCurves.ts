import * as Plot from "@observablehq/plot";
import { chooseHighlights, dotRadius, nameInFigure, type Ranked, shortName } from "./chooseHighlights.ts";
import { boldness, type DrawOptions, figureOptions, grey, percentTick, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";
import { lineHeight, lineLabels } from "./lineLabels.ts";
import { percentRange } from "./percentRange.ts";

const marginTop = 30;
const marginBottom = 46;
const maxTicks = 10;
/** With more ks, symbols would run into each other. */
const maxDots = 25;
const maxNamed = 20;

export interface CoveredModel extends Ranked {
  /** Position 0 is k = 1. */
  recall: readonly (number | null)[];
  recallInterval: readonly (readonly [number, number] | null)[];
  precision: readonly (number | null)[];
  precisionInterval: readonly (readonly [number, number] | null)[];
}

/** The share of valid labels among the first k proposals, for every model. */
export function recallCurves(
  { models, relative }: { models: readonly CoveredModel[]; relative: boolean },
  { document, width = 720 }: DrawOptions,
): SVGSVGElement {
  const measure = relative ? "Relative recall" : "Recall";
  const looks = chooseHighlights(models);
  const curves = models
    .map((score) => ({
      name: shortName(nameInFigure(score)),
      proposer: score.proposer,
      look: looks.get(score.model)!,
      points: score.recall.flatMap((recall, rank) => (recall === null ? [] : [{ k: rank + 1, recall }])),
    }))
    .filter(({ points }) => points.length > 0);
  // With many models, only those that stand out are named.
  const named = curves.filter(
    ({ look, proposer }) => look.highlighted || proposer || curves.length <= maxNamed,
  );
  const depth = Math.max(1, ...curves.map(({ points }) => points.length));
  const every = Math.ceil(depth / maxTicks);
  // Grey lines first: what stands out stands in front.
  const inOrder = curves.toSorted((a, b) => Number(a.look.highlighted) - Number(b.look.highlighted));

  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: Math.max(360, marginTop + marginBottom + named.length * lineHeight * 1.35),
    marginTop,
    marginBottom,
    marginLeft: 54,
    marginRight: 50 + widest(named.map(({ name }) => name)) * boldness,
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
      tickFormat: percentTick,
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
          points.filter(({ k }) => depth <= maxDots || k === 1 || k % every === 0),
          {
            x: "k",
            y: "recall",
            symbol: look.symbol,
            fill: look.colour,
            r: dotRadius(look, curves.length),
          },
        ),
      ]),
      ...(curves.length > 0
        ? [
            lineLabels(
              named.map(({ name, look, points }) => {
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
