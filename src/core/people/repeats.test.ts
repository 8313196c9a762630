import fc from "fast-check";
import { expect, it } from "vitest";
import { seededChance } from "../testing/seededChance.ts";
import { countRepeatsAhead, maxRepeats, mostRepeatsAhead } from "./repeats.ts";

it("no more images are asked again than that many, whatever could be, and those beyond it change nothing", () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 3000 }),
      fc.nat({ max: 5000 }),
      fc.double({ min: 0.001, max: maxRepeats, noNaN: true }),
      fc.nat(),
      (images, first, share, seed) => {
        const rule = { chance: seededChance(seed), share, first };
        const most = mostRepeatsAhead(images, share);
        const all = countRepeatsAhead(images, 1e6, rule);
        expect(all).toBeLessThanOrEqual(most);
        expect(countRepeatsAhead(images, most, rule)).toBe(all);
      },
    ),
  );
});
