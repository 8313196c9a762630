import { nameInFigure, type Ranked } from "../chooseHighlights.ts";
import type { DrawOptions } from "../figureStyle.ts";
import { colours } from "../figureStyle.ts";
import { count, type Figure, text } from "../figureTable.ts";
import { dotRows } from "./dotRows.ts";

export interface RankedModel extends Ranked {
  /** Null for a proposer. */
  rank: number | null;
  interval: readonly [number, number] | null;
}

const maxTicks = 12;

/** The ranks that the models might have with other images. */
export function rankIntervals({ models }: { models: readonly RankedModel[] }, options: DrawOptions): Figure {
  const ranked = models.filter(({ rank }) => rank !== null);
  const last = Math.max(2, ranked.length);
  const every = Math.ceil(last / maxTicks);
  const ticks = Array.from({ length: last }, (_, at) => at + 1).filter(
    (rank) => rank === 1 || rank % every === 0,
  );
  const title = "Ranks by ReaL accuracy";
  return {
    name: "rank-intervals",
    title,
    caption:
      "Each model's rank and its 95 % interval: the ranks that McNemar's exact tests against every other model, corrected for their number, leave open.",
    svg: dotRows(
      {
        rows: ranked.map((model) => ({
          name: nameInFigure(model),
          values: [{ value: model.rank, interval: model.interval }],
        })),
        series: [{ text: "rank, 95 % interval", colour: colours.subject, symbol: "circle" }],
      },
      {
        ...options,
        title,
        description: `Ranks of ${ranked.length} models with 95 % intervals.`,
        label: "Rank (1 is best)",
        domain: [0.5, last + 0.5],
        format: String,
        ticks,
      },
    ),
    table: {
      columns: [
        text("model", "Model"),
        count("rank", "Rank"),
        count("rank_low", "95 % from"),
        count("rank_high", "to"),
      ],
      rows: ranked.map(({ model, rank, interval }) => [
        model,
        rank,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
      ]),
    },
  };
}
