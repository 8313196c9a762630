import { nameInFigure, type Ranked } from "../chooseHighlights.ts";
import type { DrawOptions } from "../figureStyle.ts";
import { colours } from "../figureStyle.ts";
import { bounds, type Figure, gap, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";

export interface GapModel extends Ranked {
  /** Accuracy on the first dataset less accuracy on the second. */
  raw: number | null;
  rawInterval: readonly [number, number] | null;
  /** The same with the first one's numbers of labels weighted as the second's. */
  matched: number | null;
  matchedInterval: readonly [number, number] | null;
}

/** How much of the gap between two datasets is due to their numbers of labels. */
export function fairComparison(
  {
    models,
    names,
    measure,
  }: { models: readonly GapModel[]; names: readonly [string, string]; measure: string },
  options: DrawOptions,
): Figure {
  const title = `${names[0]} against ${names[1]}`;
  const values = models.flatMap(({ raw, rawInterval, matched, matchedInterval }) =>
    [raw, ...(rawInterval ?? []), matched, ...(matchedInterval ?? [])].filter((value) => value !== null),
  );
  const [low, high] = values.length > 0 ? [Math.min(0, ...values), Math.max(0, ...values)] : [-0.05, 0.05];
  const points = (value: number) => String(Math.round(value * 1000) / 10);
  return {
    name: "fair-comparison",
    title,
    caption:
      "The gap in accuracy between the two datasets, as it is, and after their numbers of labels per image are made alike, with 95 % intervals. What vanishes between the two marks was due to how many labels the images have.",
    svg: dotRows(
      {
        rows: models.map((model) => ({
          name: nameInFigure(model),
          grey: model.proposer,
          values: [
            { value: model.raw, interval: model.rawInterval },
            { value: model.matched, interval: model.matchedInterval },
          ],
        })),
        series: [
          { text: "raw gap", colour: colours.compared, symbol: "diamond", hollow: true },
          { text: "numbers of labels matched", colour: colours.subject, symbol: "circle" },
        ],
      },
      {
        ...options,
        title,
        description: `Raw and matched gaps of ${models.length} models.`,
        label: `${measure}: ${names[0]} less ${names[1]}, in percentage points`,
        domain: [
          low < 0 ? -percentRange([0, -low], 0.02)[1] : -0.01,
          high > 0 ? percentRange([0, high], 0.02)[1] : 0.01,
        ],
        format: points,
        zero: true,
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        text("proposer", "Proposer"),
        ...gapColumns("raw_gap", "Raw gap, percentage points"),
        ...gapColumns("matched_gap", "Matched gap, percentage points"),
      ],
      rows: models.map((model) => [
        model.model,
        model.proposer ? "yes" : "no",
        model.raw,
        ...bounds(model.rawInterval),
        model.matched,
        ...bounds(model.matchedInterval),
      ]),
    },
  };
}

const gapColumns = (key: string, head: string) => [
  gap(key, head),
  gap(`${key}_low`, "95 % from"),
  gap(`${key}_high`, "to"),
];
