import { type Chance, shuffle } from "../chance.ts";

/** What an expert is asked about an image besides what the two of it differ in. */
export interface SecondLookAt {
  /** Labels that releases have whose sample the image is in. */
  released: readonly number[];
  /** Labels that its page offered, the likeliest first. */
  offered: readonly number[];
}

/** Number of labels asked about; at least half of them are in no release. */
const labelsAsked = 4;
/** Decoys are drawn from so many of the likeliest labels: what people get wrong is likely, too. */
const likeliest = 10;
/** Share of the images with nothing left to confirm that are asked about all the same. */
const asksAnyway = 0.1;

/**
 * Labels that neither expert named and that are asked about once more: those of a release, which may be right and
 * overlooked by both, among others that no release has. A page with a difference always has some, and so does one in ten
 * of the others, so that neither the page nor their number tells what the release says.
 *
 * @param named labels that an expert saw or was not sure of
 * @param isShown whether the image comes to an expert anyway
 * @param chance of the image
 * @returns labels in random order; none where nothing is to be asked
 */
export function chooseSecondLook(
  { released, offered }: SecondLookAt,
  { named, isShown, chance }: { named: readonly number[]; isShown: boolean; chance: Chance },
): number[] {
  const unconfirmed = [...new Set(released)].filter((label) => !named.includes(label));
  const random = chance("asked");
  if (!isShown && unconfirmed.length === 0 && random() >= asksAnyway) return [];
  const decoys = offered
    .filter((label) => !named.includes(label) && !released.includes(label))
    .slice(0, Math.max(likeliest, unconfirmed.length));
  const count = Math.max(labelsAsked - unconfirmed.length, unconfirmed.length);
  return shuffle([...unconfirmed, ...shuffle(decoys, random).slice(0, count)], random);
}
