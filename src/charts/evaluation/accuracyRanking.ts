import { nameInFigure, type Ranked } from "../chooseHighlights.ts";
import { colours, type DrawOptions, percentTick } from "../figureStyle.ts";
import { bounds, count, type Figure, interval, share, text } from "../figureTable.ts";
import { percentRange } from "../percentRange.ts";
import { dotRows } from "./dotRows.ts";

interface Measured {
  total: number;
  share: number | null;
  interval: readonly [number, number] | null;
}

export interface HeadlineModel extends Ranked {
  rank: number | null;
  real: Measured;
  top1: Measured | null;
}

/** The headline: ReaL and top-1 accuracy of every model, with intervals. */
export function accuracyRanking(
  { models }: { models: readonly HeadlineModel[] },
  options: DrawOptions,
): Figure {
  const title = "Accuracy of the models";
  const withTop1 = models.some(({ top1 }) => top1?.share != null);
  const values = models.flatMap(({ real, top1 }) =>
    [real, top1].flatMap((one) => [one?.share, ...(one?.interval ?? [])].filter((value) => value != null)),
  );
  return {
    name: "accuracy",
    title,
    caption:
      "ReaL accuracy: the first prediction is a valid label. Top-1: it is the original label. Bars are 95 % intervals.",
    svg: dotRows(
      {
        rows: models.map((model) => ({
          name: model.rank === null ? nameInFigure(model) : `${model.model}`,
          grey: model.proposer,
          values: [model.real, model.top1 ?? { share: null, interval: null }].map(
            ({ share: value, interval: range }) => ({ value, interval: range }),
          ),
        })),
        series: [
          { text: "ReaL", colour: colours.subject, symbol: "circle" },
          ...(withTop1
            ? [{ text: "top-1", colour: colours.compared, symbol: "diamond" as const, hollow: true }]
            : []),
        ],
      },
      {
        ...options,
        title,
        description: `ReaL${withTop1 ? " and top-1" : ""} accuracy of ${models.length} models with 95 % intervals, best first.`,
        label: "Accuracy",
        domain: percentRange(values),
        format: percentTick,
      },
    ),
    table: {
      columns: [
        count("rank", "Rank"),
        text("model", "Model"),
        text("proposer", "Proposer"),
        share("real", "ReaL"),
        ...interval("real"),
        count("real_n", "of"),
        share("top1", "Top-1"),
        ...interval("top1"),
        count("top1_n", "of"),
      ],
      rows: models.map(({ rank, model, proposer, real, top1 }) => [
        rank,
        model,
        proposer ? "yes" : "no",
        real.share,
        ...bounds(real.interval),
        real.total,
        top1?.share ?? null,
        ...bounds(top1?.interval),
        top1?.total ?? null,
      ]),
    },
  };
}
