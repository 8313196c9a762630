import type { Chance } from "../chance.ts";
import { seededRandom } from "../seededRandom.ts";

/** A chance that a test can have again. */
export const seededChance =
  (seed: string | number): Chance =>
  (purpose) =>
    seededRandom(`${seed} ${purpose}`);
