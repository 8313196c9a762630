import type { Chance } from "../chance.ts";

/** The rules that hold for a share of the images only. */
export type DrawnRule = "all-groups" | "blank" | "full" | "twice";

/**
 * Whether an image belongs to the share drawn for a rule. The draw is the same at every turn; the rules draw
 * independently of each other, and a larger share holds all images of a smaller one.
 *
 * @param share between 0 and 1
 */
export function isDrawn(chance: Chance, rule: DrawnRule, image: string, share: number): boolean {
  return chance(`${image} ${rule}`)() < share;
}
