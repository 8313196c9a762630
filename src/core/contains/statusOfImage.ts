import type { Selection } from "./countSelections.ts";

/**
 * What follows for an image from its selection frequencies:
 * - `ambiguous`: too few answers on the original label are left to say anything;
 * - `mistake`: nobody ticked the original label;
 * - `easy`: no other label is ticked half as often as the original one;
 * - `follow-up`: others are, so people say what the image holds (CLASSIFY).
 */
export type ContainsStatus = "ambiguous" | "mistake" | "easy" | "follow-up";

export interface ContainsOutcome {
  status: ContainsStatus;
  /** Labels ticked at least half as often as the original one, with it; empty but for `follow-up`. */
  candidates: string[];
}

/**
 * Labels to ask about where nobody ticked the original one (`mistake`): every label that somebody ticked, with the
 * original one, so that whoever looks again may still find it. Half of a frequency of 0 would be every label asked about.
 */
export const labelsInPlace = (
  selections: readonly Pick<Selection, "label" | "ticked">[],
  original: string,
): string[] => {
  const ticked = selections.filter(({ ticked: times }) => times > 0).map(({ label }) => label);
  return ticked.length === 0 ? [] : [...ticked, original];
};

/**
 * @param original the label whose selection frequency the others are compared with
 * @param minAnswers on the original label, for anything but `ambiguous`; at least 1
 * @see Tsipras et al. (2020), From ImageNet to Image Classification, section 3.2
 */
export function statusOfImage(
  selections: readonly Pick<Selection, "label" | "ticked" | "asked">[],
  original: string,
  { minAnswers }: { minAnswers: number },
): ContainsOutcome {
  const own = selections.find(({ label }) => label === original);
  if (own === undefined || own.asked < minAnswers) return { status: "ambiguous", candidates: [] };
  if (own.ticked === 0) return { status: "mistake", candidates: [] };
  // In whole numbers: half a frequency may not be exact.
  const candidates = selections
    .filter(({ ticked, asked }) => 2 * ticked * own.asked >= own.ticked * asked)
    .map(({ label }) => label);
  return candidates.length === 1 ? { status: "easy", candidates: [] } : { status: "follow-up", candidates };
}
