import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededChance } from "../testing/seededChance.ts";
import { countControls, planSheets } from "./planSheets.ts";

const images = (prefix: string, max: number) =>
  fc.nat({ max }).map((n) => Array.from({ length: n }, (_, at) => `${prefix}${at}`));
const label = fc.record({
  candidates: images("c", 120),
  positives: images("p", 8),
  negatives: images("n", 40),
});
const wishes = fc.record({
  size: fc.integer({ min: 2, max: 60 }),
  controlShare: fc.constantFrom(0, 0.05, 0.1, 0.25, 0.5),
});

const plan = (
  labels: Omit<Parameters<typeof planSheets>[0][number], "label">[],
  wish: { size: number; controlShare: number },
  seed = "1",
) =>
  planSheets(
    labels.map((one, at) => ({ label: at, ...one })),
    { ...wish, chance: seededChance(seed) },
  );

describe("sheets", () => {
  it("hold each candidate once, no image twice, and no more images than asked for", () => {
    fc.assert(
      fc.property(fc.array(label, { maxLength: 3 }), wishes, (labels, wish) => {
        const sheets = plan(labels, wish);
        for (const { images } of sheets) {
          expect(images.length).toBeLessThanOrEqual(wish.size);
          expect(new Set(images.map(({ image }) => image)).size).toBe(images.length);
        }
        labels.forEach(({ candidates }, at) => {
          const asked = sheets
            .filter((sheet) => sheet.label === at)
            .flatMap(({ images }) =>
              images.flatMap(({ image, control }) => (control === null ? [image] : [])),
            );
          expect(asked.sort()).toEqual([...candidates].sort());
        });
      }),
    );
  });

  it("hold controls of what is known alone, each once for a label, and as many as there are to be where there are enough", () => {
    fc.assert(
      fc.property(label, wishes, (one, wish) => {
        const sheets = plan([one], wish);
        const controls = sheets.flatMap(({ images }) => images.filter(({ control }) => control !== null));
        for (const { image, control } of controls) expect(image[0]).toBe(control ? "p" : "n");
        expect(new Set(controls.map(({ image }) => image)).size).toBe(controls.length);
        const most = countControls(wish.size, wish.controlShare);
        for (const { images } of sheets) {
          const own = images.filter(({ control }) => control !== null).length;
          expect(own).toBeLessThanOrEqual(most);
          if (wish.controlShare === 0) expect(own).toBe(0);
          else if (one.negatives.length >= sheets.length * most) expect(own).toBeGreaterThanOrEqual(1);
        }
      }),
    );
  });

  it("are as few as hold the candidates, and as even as can be", () => {
    const one = { candidates: Array.from({ length: 50 }, (_, at) => `c${at}`), positives: [], negatives: [] };
    expect(plan([one], { size: 48, controlShare: 0 }).map(({ images }) => images.length)).toEqual([25, 25]);
  });

  it("ask half about images that hold the label, and more about others where these are too few", () => {
    const many = (prefix: string, n: number) => Array.from({ length: n }, (_, at) => `${prefix}${at}`);
    const count = (positives: number, negatives: number) => {
      const [sheet] = plan(
        [{ candidates: many("c", 36), positives: many("p", positives), negatives: many("n", negatives) }],
        { size: 48, controlShare: 0.25 },
      );
      const of = (known: boolean) => sheet!.images.filter(({ control }) => control === known).length;
      return [of(true), of(false)];
    };
    expect(count(50, 50)).toEqual([6, 6]);
    expect(count(2, 50)).toEqual([2, 10]);
    expect(count(50, 1)).toEqual([11, 1]);
    expect(count(0, 3)).toEqual([0, 3]);
  });

  it("are drawn by the seed", () => {
    const one = {
      candidates: Array.from({ length: 30 }, (_, at) => `c${at}`),
      positives: ["p0"],
      negatives: ["n0"],
    };
    const draw = (seed: string) => plan([one], { size: 20, controlShare: 0.1 }, seed);
    expect(draw("1")).toEqual(draw("1"));
    expect(draw("1")).not.toEqual(draw("2"));
  });
});
