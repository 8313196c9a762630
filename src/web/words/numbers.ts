import { formatCount } from "../components/format/formatCount.ts";

/** Counts and shares, wherever they stand. */
export const numbers = {
  outOf: (part: number, whole: number) => `${formatCount(part)} of ${formatCount(whole)}`,
  /** Above a column of shares. */
  ofWhole: (whole: number) => `of\u00a0${formatCount(whole)}`,
  noneYet: "none yet",
  share: (percent: string, whole: number) => `${percent} of ${formatCount(whole)}`,
  shareWithInterval: (percent: string, whole: number, interval: string) =>
    `${percent} of ${formatCount(whole)} (95 % interval ${interval})`,
  interval: (from: string, to: string) => `${from} to ${to}`,
  countedAt: (time: string) => `As counted at ${time}. With this many images, newer figures take a while.`,
  underASecond: "under 1 s",
};
