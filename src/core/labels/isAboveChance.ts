import { incompleteBeta } from "../../stats/distributions/incompleteBeta.ts";

/** On fewer images than these nothing is said of a pair. */
const minTogether = 5;
/** So many times what chance gives: labels that every image has are together without being taken for each other. */
const lift = 2;
const level = 0.05;

interface Together {
  /** Images for which both labels are proposed. */
  together: number;
  /** Images for which the one label is proposed, and for which the other is. */
  one: number;
  other: number;
  /** All images. */
  images: number;
  /** Pairs that the label is tested in: the level is shared among them (Bonferroni). */
  tests: number;
}

/** How many images two labels would have together by chance, if neither had anything to do with the other. */
export const expectedTogether = ({
  one,
  other,
  images,
}: Pick<Together, "one" | "other" | "images">): number => (one * other) / images;

/**
 * Whether two labels are proposed together well above chance: for five images or more, and more often than twice what
 * chance gives, by an exact one-sided binomial test at 5 % over all pairs of the label.
 *
 * P(X >= together), where X is how many of the one label's images have the other if each has it with probability
 * 2 · other / images.
 */
export function isAboveChance({ together, one, other, images, tests }: Together): boolean {
  const byChance = (lift * other) / images;
  if (together < minTogether || byChance >= 1) return false;
  return incompleteBeta(byChance, together, one - together + 1) <= level / tests;
}
