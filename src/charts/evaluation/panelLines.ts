import * as Plot from "@observablehq/plot";
import { dotRadius, isNamed, type Look, shortName } from "../chooseHighlights.ts";
import { type DrawOptions, faint, figureOptions, grey, percentTick, plainAxis } from "../figureStyle.ts";
import { finishFigure } from "../finishFigure.ts";
import { heightOfRows, type LegendEntry, legendRows } from "../legend.ts";

export interface PanelCurve {
  name: string;
  look: Look;
  /** Panels by their place in `panels`; x by its place in `ticks`. */
  points: readonly { panel: number; x: number; value: number | null }[];
}

export interface PanelGuide {
  text: string;
  points: readonly { panel: number; x: number; value: number }[];
}

const left = 54;
const right = 20;

/** Curves of the same models in panels side by side, on one scale, to show what falls in one and not in another. */
export function panelLines(
  {
    panels,
    ticks,
    curves,
    guide,
  }: {
    panels: readonly string[];
    /** The words below the axis, one per x. */
    ticks: readonly string[];
    curves: readonly PanelCurve[];
    guide?: PanelGuide;
  },
  {
    document,
    width = 720,
    title,
    description,
    label,
    domain = [0, 1],
  }: DrawOptions & {
    title: string;
    description: string;
    label: string;
    domain?: readonly [number, number];
  },
): SVGSVGElement {
  const named = curves.filter(({ look }) => isNamed(look, curves.length));
  const others = curves.length - named.length;
  const entries: LegendEntry[] = [
    ...named.map(({ name, look }) => ({ ...look, text: shortName(name) })),
    ...(others > 0
      ? [{ colour: grey, dash: "", symbol: "circle" as const, text: `${others} other models` }]
      : []),
    ...(guide ? [{ colour: "currentColor", dash: "3 3", symbol: null, text: guide.text }] : []),
  ];
  const legendHeight = heightOfRows(entries, left, width - right);
  const inOrder = curves.toSorted((a, b) => Number(a.look.highlighted) - Number(b.look.highlighted));
  const marginTop = (panels.length > 1 ? 40 : 20) + legendHeight;
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + 320,
    marginTop,
    marginBottom: 46,
    marginLeft: left,
    marginRight: right,
    fx: {
      domain: panels.map((_, at) => at),
      axis: panels.length > 1 ? "top" : null,
      label: null,
      tickFormat: (at: number) => panels[at]!,
      tickSize: 0,
      padding: 0.08,
    },
    x: {
      ...plainAxis,
      label,
      domain: [-0.3, ticks.length - 0.7],
      ticks: ticks.map((_, at) => at),
      tickFormat: (at: number) => ticks[at]!,
    },
    y: { label: null, domain, tickFormat: percentTick },
    marks: [
      Plot.gridY(faint),
      ...(guide
        ? [
            Plot.line(guide.points, {
              fx: "panel",
              x: "x",
              y: "value",
              stroke: "currentColor",
              strokeDasharray: "3 3",
              strokeWidth: 1.2,
            }),
          ]
        : []),
      ...inOrder.flatMap(({ points, look }) => [
        Plot.line(points, {
          fx: "panel",
          x: "x",
          y: (point) => point.value ?? Number.NaN,
          stroke: look.colour,
          strokeWidth: look.highlighted ? 1.8 : 0.8,
          strokeOpacity: look.highlighted ? 1 : 0.6,
          ...(look.dash ? { strokeDasharray: look.dash } : {}),
        }),
        Plot.dot(
          points.filter(({ value }) => value !== null),
          {
            fx: "panel",
            x: "x",
            y: "value",
            symbol: look.symbol,
            fill: look.colour,
            r: dotRadius(look, curves.length),
          },
        ),
      ]),
    ],
  }) as SVGSVGElement;
  figure.append(legendRows(entries, { document, left, top: 12, right: width - right }));
  return finishFigure(figure, { title, description });
}
