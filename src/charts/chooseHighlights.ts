import type { ModelScore } from "../core/rankModels.ts";
import { grey, highlights } from "./figureStyle.ts";

export interface Look {
  colour: string;
  dash: string;
  symbol: (typeof highlights)[number]["symbol"];
  highlighted: boolean;
}

/** How each model is drawn, the same in every figure: the first few of the ranking stand out, the rest is grey. */
export function chooseHighlights(models: readonly ModelScore[]): Map<string, Look> {
  const first = models.filter(({ proposer }) => !proposer).slice(0, highlights.length);
  return new Map(
    models.map((score) => {
      const look = highlights[first.indexOf(score)];
      return [
        score.model,
        look
          ? { ...look, highlighted: true }
          : { colour: grey, dash: "", symbol: "circle", highlighted: false },
      ];
    }),
  );
}

/** A model's name where it stands in a figure: a proposer is told. */
export const nameInFigure = ({ model, proposer }: Pick<ModelScore, "model" | "proposer">): string =>
  proposer ? `${model} (proposer)` : model;
