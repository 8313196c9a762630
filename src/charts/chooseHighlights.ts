import { grey, highlights } from "./figureStyle.ts";

export interface Look {
  colour: string;
  dash: string;
  symbol: (typeof highlights)[number]["symbol"];
  highlighted: boolean;
}

/** A model as figures show it. */
export interface Ranked {
  model: string;
  /** The labels came from its own proposals. */
  proposer: boolean;
}

/** How each model is drawn, the same in every figure: the first few of the ranking stand out, the rest is grey. */
export function chooseHighlights(models: readonly Ranked[]): Map<string, Look> {
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

/** A model's name where it stands in a figure: it says so of a proposer. */
export const nameInFigure = ({ model, proposer }: Ranked): string =>
  proposer ? `${model} (proposer)` : model;

/** With more models, only those that stand out are named. */
const maxNamed = 8;

/** Whether a model is named in a figure of so many. */
export const isNamed = ({ highlighted }: Look, models: number): boolean => highlighted || models <= maxNamed;

/** How large a model's dots are in a figure of so many, in pixels: what is named is also seen. */
export const dotRadius = (look: Look, models: number): number =>
  look.highlighted ? 4 : isNamed(look, models) ? 3 : 1.5;

const longest = 44;

/** A name too long for its figure is cut in the middle: versions differ at the end. */
export function shortName(name: string): string {
  if (name.length <= longest) return name;
  return `${name.slice(0, longest - 16)}…${name.slice(-15)}`;
}
