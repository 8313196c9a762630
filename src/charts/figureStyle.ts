/**
 * The colours of figures, by what they mean: what a figure is about, what it is compared with, and further things beside
 * these two. They are Okabe and Ito's, told apart by people who are colour-blind, and seen on white and on black.
 */
export const colours = {
  subject: "#0072b2",
  compared: "#d55e00",
  third: "#009e73",
  fourth: "#cc79a7",
  fifth: "#e69f00",
} as const;

/**
 * A line that matters has a colour, a dash and a symbol of its own, so that it is known without colour.
 */
export const highlights = [
  { colour: colours.subject, dash: "", symbol: "circle" },
  { colour: colours.compared, dash: "7 3", symbol: "square" },
  { colour: colours.third, dash: "2 3", symbol: "triangle" },
  { colour: colours.fourth, dash: "9 3 2 3", symbol: "diamond" },
  { colour: colours.fifth, dash: "4 2", symbol: "star" },
] as const;

/** For what stands in the background: readable on white and on black. */
export const grey = "#7d7d7d";

/** Of a cell without a number; white can be read on it. */
export const undefinedGrey = "#6e6e6e";

const fontSize = 12;

/** Rough width in pixels of the longest of some texts: figures are made where text cannot be measured. */
export const widest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map((text) => text.length * fontSize * 0.6));

/** How much wider bold words are. */
export const boldness = 1.13;

/** 0.75 is "75 %". */
export const wholePercent = (share: number): string => `${Math.round(share * 100)} %`;

/** For axes: 0.75 is "75 %", and "75.0 %" where another tick needs the decimal: no two ticks read alike. */
export function percentTick(share: number, _at = 0, ticks: readonly number[] = []): string {
  const isWhole = (decimals: number) =>
    ticks.every((tick) => Math.abs(tick * 100 - Number((tick * 100).toFixed(decimals))) < 1e-6);
  return `${(share * 100).toFixed([0, 1].find(isWhole) ?? 2)} %`;
}

export const figureOptions = {
  style: { fontFamily: "system-ui, sans-serif", fontSize: `${fontSize}px`, background: "none" },
} as const;

/** Where a figure is drawn: in a browser's document, or in one without a screen. */
export interface DrawOptions {
  document: Document;
  /** In pixels. */
  width?: number;
}

/** A faint line of the grid. */
export const faint = { stroke: grey, strokeOpacity: 0.25 } as const;

/** An axis with its name in its middle and no arrow. */
export const plainAxis = { labelAnchor: "center", labelArrow: "none" } as const;
