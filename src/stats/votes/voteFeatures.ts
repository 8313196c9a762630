import { countAnswers } from "../agreement/countAnswers.ts";
import type { VoteColumns } from "./voteColumns.ts";

/** What a calibration knows of an item, in this order. */
export const voteFeatureNames = [
  "log odds by Dawid-Skene with gold",
  "log odds of the share of yes",
  "labels asked about the image",
  "log odds of the strongest other label",
  "rank among the image's labels",
] as const;

/**
 * What tells how far the answers to a label can be trusted, beside the answers themselves: how the other labels of its
 * image were answered.
 *
 * - the log odds that Dawid-Skene gives, as they are;
 * - ln((yes + maybe / 2 + .5) / (no + maybe / 2 + .5)), which counts people alike;
 * - ln(labels asked about the image);
 * - asinh(x / 2), x the greatest log odds among the image's other labels: a strong rival; -2.3 where there is no other;
 * - ln(1 + number of the image's other labels with greater log odds).
 *
 * @param logOdds [items], by Dawid-Skene with gold
 * @param image [items], which image an item is a label of
 * @returns [items][features]
 */
export function voteFeatures(
  votes: VoteColumns,
  logOdds: ArrayLike<number>,
  image: ArrayLike<number>,
): number[][] {
  const { no, maybe, yes } = countAnswers(votes);
  const ofImage = new Map<number, number[]>();
  for (let item = 0; item < votes.items.length; item++) {
    const odds = ofImage.get(image[item]!);
    if (odds) odds.push(logOdds[item]!);
    else ofImage.set(image[item]!, [logOdds[item]!]);
  }
  for (const odds of ofImage.values()) odds.sort((a, b) => b - a);
  return Array.from(no, (noes, item) => {
    const half = maybe[item]! / 2 + 0.5;
    const odds = ofImage.get(image[item]!)!;
    const own = logOdds[item]!;
    const above = countAbove(odds, own);
    const rival = odds.length === 1 ? withoutRival : above > 0 ? odds[0]! : odds[1]!;
    return [
      own,
      Math.log((yes[item]! + half) / (noes + half)),
      Math.log(odds.length),
      Math.asinh(rival / 2),
      Math.log1p(above),
    ];
  });
}

/** Log odds of a label that certainly is not there. */
const withoutRival = -10;

/** In descending order. */
function countAbove(descending: readonly number[], value: number): number {
  let [low, high] = [0, descending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (descending[middle]! > value) low = middle + 1;
    else high = middle;
  }
  return low;
}
