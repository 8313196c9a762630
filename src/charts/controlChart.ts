import * as Plot from "@observablehq/plot";
import { colours, faint, figureOptions, grey, plainAxis } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";

export interface ControlWeek {
  /** The Monday it begins with, "2026-11-16". */
  week: string;
  images: number;
  value: number;
  /** Limits of what is usual; null: nothing is out on this side. */
  low: number | null;
  high: number | null;
  /** Out alone, or only with the weeks before it; null: neither. */
  out: "week" | "together" | null;
  isJudged: boolean;
}

const height = 210;
/** More week ticks than this would run into one another. */
const maxTicks = 9;

/** "2026-11-16" is "16 Nov". */
const weekName = (week: string) =>
  new Date(week).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/**
 * One measure of a person, week by week, on the band of what is usual: a dot inside of it, a square that is out, a diamond
 * that is out with the weeks before it, a ring that is not judged. Beneath stands of how many images each is.
 */
export function controlChart(
  weeks: readonly ControlWeek[],
  {
    document,
    title,
    unit,
    domain,
    width = 560,
  }: {
    document: Document;
    title: string;
    /** What the values are, with their unit. */
    unit: string;
    /** From where to where values can lie, where they are bounded. */
    domain?: readonly [number, number];
    width?: number;
  },
): SVGSVGElement {
  const ends = weeks.flatMap(({ value, low, high }) => [value, ...[low, high].filter((end) => end !== null)]);
  const [min, max] = domain ?? [Math.min(0, ...ends), Math.max(...ends)];
  const bottom = min - (max - min) * 0.13;
  const banded = weeks
    .filter(({ low, high }) => low !== null || high !== null)
    .map(({ week, low, high }) => ({ week, low: low ?? min, high: high ?? max }));
  const every = Math.ceil(weeks.length / maxTicks);
  const of = (wanted: (week: ControlWeek) => boolean) => weeks.filter(wanted);
  const at = { x: "week", y: "value", strokeWidth: 1.5 } as const;
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height,
    marginTop: 12,
    marginBottom: 44,
    marginLeft: 48,
    marginRight: 12,
    x: {
      ...plainAxis,
      type: "band",
      domain: weeks.map(({ week }) => week),
      label: "Week from",
      ticks: weeks.filter((_, index) => (weeks.length - 1 - index) % every === 0).map(({ week }) => week),
      tickFormat: weekName,
      padding: 0.15,
    },
    y: { label: null, ticks: 4, domain: [bottom, max], nice: domain === undefined },
    marks: [
      Plot.gridY({ ticks: 4, ...faint }),
      Plot.barY(banded, { x: "week", y1: "low", y2: "high", fill: grey, fillOpacity: 0.18 }),
      Plot.tickY(
        of(({ low }) => low !== null),
        { x: "week", y: "low", stroke: grey, strokeWidth: 1.5 },
      ),
      Plot.tickY(
        of(({ high }) => high !== null),
        { x: "week", y: "high", stroke: grey, strokeWidth: 1.5 },
      ),
      Plot.line(weeks, { x: "week", y: "value", stroke: colours.subject, strokeOpacity: 0.35 }),
      Plot.dot(
        of(({ out, isJudged }) => !out && isJudged),
        { ...at, r: 4, fill: colours.subject, stroke: colours.subject },
      ),
      Plot.dot(
        of(({ isJudged }) => !isJudged),
        { ...at, r: 4, stroke: colours.subject },
      ),
      Plot.dot(
        of(({ out }) => out === "week"),
        { ...at, r: 6, symbol: "square", fill: colours.compared, stroke: colours.compared },
      ),
      Plot.dot(
        of(({ out }) => out === "together"),
        { ...at, r: 6, symbol: "diamond", fill: colours.compared, stroke: colours.compared },
      ),
      Plot.text(weeks, {
        x: "week",
        y: bottom,
        dy: -6,
        text: (week: ControlWeek) => String(week.images),
        fill: "currentColor",
        fillOpacity: 0.75,
        fontSize: weeks.length > 20 ? 8 : 10,
      }),
    ],
  });
  const outs = of(({ out }) => out !== null).map(({ week }) => weekName(week));
  return finishFigure(figure, {
    title,
    description: `${unit}, ${weeks.length} weeks, each on the band of what is usual. ${
      outs.length === 0 ? "None is out." : `Out: the weeks from ${outs.join(", ")}.`
    }`,
  });
}
