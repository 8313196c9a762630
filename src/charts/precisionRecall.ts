import * as Plot from "@observablehq/plot";
import type { Ensemble, EnsembleSearch } from "../core/evaluation/ranking/searchEnsembles.ts";
import { chooseHighlights, dotRadius, isNamed, nameInFigure, shortName } from "./chooseHighlights.ts";
import { type DrawOptions, figureOptions, grey, percentTick, wholePercent, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";
import { type LegendEntry, legend } from "./legend.ts";
import { percentRange } from "./percentRange.ts";
import type { CoveredModel } from "./recallCurves.ts";

/** The points labelled with their k. */
const namedK = [2, 3, 5, 10, 20, 50, 100];

/** Where each model stands at each k: how many of its labels are valid, and how many valid labels it names. */
export function precisionRecall(
  {
    models,
    relative,
    targetRecall,
    ensembles = { best: null, bySize: [] },
  }: {
    models: readonly CoveredModel[];
    relative: boolean;
    targetRecall?: number;
    ensembles?: Pick<EnsembleSearch, "best" | "bySize">;
  },
  { document, width = 720 }: DrawOptions,
): SVGSVGElement {
  const measure = relative ? "Relative recall" : "Recall";
  const looks = chooseHighlights(models);
  const curves = models
    .map((score) => ({
      name: shortName(nameInFigure(score)),
      look: looks.get(score.model)!,
      points: score.recall.flatMap((recall, rank) => {
        const precision = score.precision[rank] ?? null;
        return recall === null || precision === null ? [] : [{ k: rank + 1, recall, precision }];
      }),
    }))
    .filter(({ points }) => points.length > 0);
  const several = ensembles.bySize.filter((ensemble) => ensemble.models.length > 1);
  const { best } = ensembles;
  const points = [...curves.flatMap((curve) => curve.points), ...several];
  const target = targetRecall === undefined ? [] : [targetRecall];
  const [first] = curves.filter(({ look }) => look.highlighted);
  const named = curves.filter(({ look }) => isNamed(look, curves.length));
  const others = curves.length - named.length;
  const inOrder = curves.toSorted((a, b) => Number(a.look.highlighted) - Number(b.look.highlighted));
  const x = { x: "recall", y: "precision" } as const;
  const own: Omit<LegendEntry, "text"> = {
    colour: "currentColor",
    dash: null,
    symbol: "diamond",
    hollow: true,
  };
  const entries: LegendEntry[] = [
    ...named.map(({ name, look }) => ({ ...look, text: name })),
    ...(others > 0
      ? [{ colour: grey, dash: "", symbol: "circle" as const, text: `${others} other models` }]
      : []),
    ...(several.length > 0 ? [{ ...own, text: "best 2, 3, ... together" }] : []),
    ...(best ? [{ ...own, symbol: "star" as const, hollow: false, text: nameOf(best) }] : []),
  ];

  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: 460,
    marginTop: 44,
    marginBottom: 46,
    marginLeft: 54,
    marginRight: 64 + widest(entries.map(({ text }) => text)),
    x: {
      label: `${measure}@k`,
      labelAnchor: "center",
      labelArrow: "none",
      domain: percentRange([...points.map(({ recall }) => recall), ...target], 0.1),
      tickFormat: percentTick,
    },
    y: {
      label: "Precision@k",
      labelArrow: "none",
      domain: percentRange([0, ...points.map(({ precision }) => precision)], 0.1),
      tickFormat: percentTick,
    },
    marks: [
      Plot.gridX({ stroke: grey, strokeOpacity: 0.25 }),
      Plot.gridY({ stroke: grey, strokeOpacity: 0.25 }),
      Plot.ruleX(target, { stroke: "currentColor", strokeDasharray: "3 3" }),
      Plot.text(target, {
        x: (recall: number) => recall,
        frameAnchor: "top",
        dy: -14,
        text: (recall: number) => `target ${wholePercent(recall)}`,
      }),
      ...inOrder.flatMap(({ points, look }) => [
        Plot.line(points, {
          ...x,
          stroke: look.colour,
          strokeWidth: look.highlighted ? 1.8 : 1,
          ...(look.dash ? { strokeDasharray: look.dash } : {}),
        }),
        Plot.dot(points, { ...x, symbol: look.symbol, fill: look.colour, r: dotRadius(look, curves.length) }),
      ]),
      Plot.text(apart((first?.points ?? []).filter(({ k }) => namedK.includes(k))), {
        ...x,
        text: ({ k }) => `k = ${k}`,
        dx: 8,
        dy: -8,
        textAnchor: "start",
      }),
      Plot.line(several, { ...x, stroke: "currentColor", strokeWidth: 0.8, strokeDasharray: "1 3" }),
      Plot.dot(several, { ...x, symbol: "diamond", r: 4, stroke: "currentColor" }),
      ...(best ? [Plot.dot([best], { ...x, symbol: "star", r: 9, fill: "currentColor" })] : []),
      legend(entries),
    ],
  });
  return finishFigure(figure, {
    title: `Precision against ${measure.toLowerCase()}`,
    description: `Precision and ${measure.toLowerCase()} of ${curves.length} models at every k${targetRecall === undefined ? "" : `, of the best ensembles of two models and more, and the target of ${wholePercent(targetRecall)}`}.`,
  });
}

const nameOf = ({ models, k }: Ensemble) =>
  `chosen: ${models.length === 1 ? models[0] : `${models.length} models`}, k = ${k}`;

/** Points in their order, without those whose words would cover the words of the one before. */
function apart<Point extends { recall: number; precision: number }>(points: readonly Point[]): Point[] {
  const kept: Point[] = [];
  for (const point of points) {
    const before = kept.at(-1);
    const near =
      before && Math.abs(point.recall - before.recall) < 0.1 && before.precision - point.precision < 0.06;
    if (!near) kept.push(point);
  }
  return kept;
}
