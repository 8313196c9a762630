/**
 * What all figures share. A line that matters has a colour, a dash and a symbol of its own, so that it is known
 * without colour; the colours are Okabe and Ito's, told apart by people who are colour-blind, and seen on white and
 * on black.
 */
export const highlights = [
  { colour: "#0072b2", dash: "", symbol: "circle" },
  { colour: "#d55e00", dash: "7 3", symbol: "square" },
  { colour: "#009e73", dash: "2 3", symbol: "triangle" },
  { colour: "#cc79a7", dash: "9 3 2 3", symbol: "diamond" },
  { colour: "#e69f00", dash: "4 2", symbol: "star" },
] as const;

/** Of what stands behind: read on white and on black. */
export const grey = "#7d7d7d";

const fontSize = 12;

/** Pixels that the longest of some texts takes, roughly: figures are made where nothing can be measured. */
export const widest = (texts: readonly string[]): number =>
  Math.max(0, ...texts.map((text) => text.length * fontSize * 0.6));

/** How much wider bold words are. */
export const boldness = 1.13;

/** For axes: 0.75 is "75 %". */
export const wholePercent = (share: number): string => `${Math.round(share * 100)} %`;

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
