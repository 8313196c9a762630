import type { Chance } from "../chance.ts";

/** The largest share of gold images: as many as others. */
export const maxGold = 0.5;

interface Rule {
  /** The person's. */
  chance: Chance;
  /** Between 0 and `maxGold`. */
  share: number;
}

/**
 * Whether a place in a person's order of work is for a gold image. The places are cut into runs of about 1 / share, and
 * one of each run is drawn: the rate holds over any stretch, and no place can be foretold.
 *
 * @param place counted from 0
 */
export function isGoldPlace(place: number, rule: Rule): boolean {
  return rule.share > 0 && goldPlaceOf(runOf(place, rule), rule) === place;
}

/** A person's images with gold ones among them, from a given place on; gold that finds no place is left out. */
export function mixGold<Image>(
  images: readonly Image[],
  gold: readonly Image[],
  { first, ...rule }: Rule & { first: number },
): Image[] {
  const mixed: Image[] = [];
  const left = [...gold].reverse();
  for (const image of images) {
    while (left.length > 0 && isGoldPlace(first + mixed.length, rule)) mixed.push(left.pop() as Image);
    mixed.push(image);
  }
  return mixed;
}

/**
 * How many places it takes until so many images are done, with the gold images among them. The total of a person who
 * takes images one by one stays the same whether the next one is gold or not.
 */
export function countWithGold(
  images: number,
  gold: number,
  { first, ...rule }: Rule & { first: number },
): number {
  if (rule.share <= 0 || gold === 0) return images;
  const before = goldBefore(first, rule);
  const others = (places: number) => places - Math.min(gold, goldBefore(first + places, rule) - before);
  let [min, max] = [images, images + gold];
  while (min < max) {
    const middle = Math.floor((min + max) / 2);
    if (others(middle) >= images) max = middle;
    else min = middle + 1;
  }
  return min;
}

const startOf = (run: number, { share }: Rule) => Math.ceil(run / share);

function runOf(place: number, rule: Rule): number {
  let run = Math.floor(place * rule.share);
  // Rounding may be off by one.
  while (startOf(run + 1, rule) <= place) run++;
  while (startOf(run, rule) > place) run--;
  return run;
}

function goldPlaceOf(run: number, rule: Rule): number {
  const start = startOf(run, rule);
  const length = startOf(run + 1, rule) - start;
  return start + Math.floor(rule.chance(`gold ${run}`)() * length);
}

/** How many of the places before this one are for gold. */
function goldBefore(place: number, rule: Rule): number {
  const run = runOf(place, rule);
  return run + (goldPlaceOf(run, rule) < place ? 1 : 0);
}
