import * as Plot from "@observablehq/plot";
import { colours, figureOptions, grey, widest } from "./figureStyle.ts";
import { finishFigure } from "./finishFigure.ts";

export interface PersonWeekValue {
  person: string;
  /** The Monday it begins with, "2026-11-16". */
  week: string;
  value: number;
  /** null: too few images to say how sure it is. */
  interval: readonly [number, number] | null;
}

const rowHeight = 66;
const marginTop = 12;
const marginBottom = 44;

/** "2026-11-16" is "16 Nov". */
const weekName = (week: string) =>
  new Date(week).toLocaleDateString("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/**
 * A row for each person, week by week, all on one scale: a dot with its 95 % interval; a ring where there are too few
 * images for one.
 */
export function personWeeks(
  rows: readonly PersonWeekValue[],
  {
    document,
    title,
    unit,
    zero,
    width = 720,
  }: {
    document: Document;
    title: string;
    /** What the values are, with their unit. */
    unit: string;
    /** What the line at 0 means, where there is one; without it the scale starts at 0. */
    zero?: string;
    width?: number;
  },
): SVGSVGElement {
  const people = [...new Set(rows.map(({ person }) => person))];
  const weeks = [...new Set(rows.map(({ week }) => week))].sort();
  const sure = rows.flatMap((row) =>
    row.interval ? [{ ...row, low: row.interval[0], high: row.interval[1] }] : [],
  );
  const figure = Plot.plot({
    ...figureOptions,
    document,
    width,
    height: marginTop + marginBottom + Math.max(1, people.length) * rowHeight,
    marginTop,
    marginBottom,
    marginLeft: 52,
    marginRight: 24 + widest(people),
    x: {
      type: "point",
      domain: weeks,
      label: "Week from",
      labelAnchor: "center",
      labelArrow: "none",
      tickFormat: weekName,
      padding: 0.4,
    },
    y: { label: null, ticks: 3, nice: true, ...(zero === undefined ? { zero: true } : {}) },
    fy: { domain: people, label: null, axis: "right", tickSize: 0, padding: 0.3 },
    marks: [
      Plot.gridY({ ticks: 3, stroke: grey, strokeOpacity: 0.25 }),
      ...(zero === undefined ? [] : [Plot.ruleY([0], { stroke: grey, strokeDasharray: "4 3" })]),
      Plot.ruleX(sure, {
        fy: "person",
        x: "week",
        y1: "low",
        y2: "high",
        stroke: colours.subject,
        strokeWidth: 2,
      }),
      Plot.line(rows, { fy: "person", x: "week", y: "value", stroke: colours.subject, strokeOpacity: 0.35 }),
      Plot.dot(rows, {
        fy: "person",
        x: "week",
        y: "value",
        r: 4,
        fill: (row: PersonWeekValue) => (row.interval ? colours.subject : "none"),
        stroke: colours.subject,
        strokeWidth: 1.5,
      }),
    ],
  });
  return finishFigure(figure, {
    title,
    description: `${unit}, ${people.length} people over ${weeks.length} weeks, with 95 % intervals.${zero ? ` The line at 0: ${zero}.` : ""}`,
  });
}
