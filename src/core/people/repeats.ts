import type { Chance } from "../chance.ts";
import { countWithGold, isGoldPlace } from "../gold/mixGold.ts";

/** The largest share of images that are answered twice. */
export const maxRepeats = 0.2;
const daysBetween = 7;
const dayMs = 24 * 3600 * 1000;

/**
 * Images answered before this day may be asked again: a week and more ago. This set changes only at midnight, so that
 * no total reveals anything in between.
 */
export const repeatableBefore = (now: Date): string =>
  new Date(now.getTime() - daysBetween * dayMs).toISOString().slice(0, 10);

export interface RepeatRule {
  /** The person's. */
  chance: Chance;
  share: number;
}

/** Whether a place in a person's order of work is for an image once more; drawn as places of gold are. */
export const isRepeatPlace = (place: number, rule: RepeatRule): boolean => isGoldPlace(place, rule);

/**
 * How many images will be asked again among some that a person has still to do.
 *
 * @param images still to do
 * @param left images that may be asked again
 * @param first the place of the first of those still to do
 */
export const countRepeatsAhead = (
  images: number,
  left: number,
  { first, ...rule }: RepeatRule & { first: number },
): number => countWithGold(images, left, { first, ...rule }) - images;

/** `countRepeatsAhead` is no larger than this, however many may be asked again, and the same for more than this. */
export const mostRepeatsAhead = (images: number, share: number): number =>
  Math.ceil((images * share + 2) / (1 - share)) + 1;
