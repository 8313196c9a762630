import fc from "fast-check";
import { expect, it } from "vitest";
import { seededRandom } from "../../../core/seededRandom.ts";
import { slopeWithin, withinGroupSlope } from "./withinGroupSlope.ts";

it("has an interval of some width also where all are right, or a single point differs in x", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ x: fc.integer({ min: 1, max: 4 }), y: fc.nat(1), group: fc.nat(2) }), {
        minLength: 3,
        maxLength: 12,
      }),
      fc.constantFrom("as drawn", "all right", "all wrong"),
      (points, which) => {
        const found = withinGroupSlope(
          points.map(({ x }) => x),
          points.map(({ y }) => (which === "as drawn" ? y : Number(which === "all right"))),
          points.map(({ group }) => group),
        );
        if (found === null) return;
        const [low, high] = found.interval;
        expect(high - low).toBeGreaterThan(0.05);
        expect(low).toBeLessThanOrEqual(found.slope);
        expect(high).toBeGreaterThanOrEqual(found.slope);
      },
    ),
  );
});

it.each([
  { shares: [0.5, 0.3, 0.2], right: [0.95, 0.85, 0.75] },
  { shares: [0.9, 0.1], right: [0.9, 0.6] },
  { shares: [0.5, 0.3, 0.2], right: [0.99, 0.97, 0.95] },
])("holds the slope with 20, 30 and 100 images, $shares with 1, 2 ... labels", ({ shares, right }) => {
  const mean = (read: (at: number) => number) => shares.reduce((sum, share, at) => sum + share * read(at), 0);
  const [x, y] = [mean((at) => at + 1), mean((at) => right[at]!)];
  const truth = mean((at) => (at + 1 - x) * (right[at]! - y)) / mean((at) => (at + 1 - x) ** 2);
  for (const images of [20, 30, 100]) {
    const random = seededRandom(`${images} ${shares}`);
    let [held, total] = [0, 0];
    for (let study = 0; study < 400; study++) {
      const labels = Array.from({ length: images }, () => {
        const at = random();
        return at < shares[0]! ? 1 : at < shares[0]! + shares[1]! ? 2 : 3;
      });
      const verdicts = labels.map((count) => Number(random() < right[count - 1]!));
      const found = slopeWithin(labels, new Uint8Array(images))(verdicts);
      if (found === null) continue;
      total++;
      if (found.interval[0] <= truth && truth <= found.interval[1]) held++;
    }
    expect(held / total).toBeGreaterThan(0.93);
  }
});
