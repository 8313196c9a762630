import { describe, expect, it, test } from "vitest";
import { spendAlpha } from "../../stats/intervals/spendAlpha.ts";
import { seededRandom, seededShuffle } from "../seededRandom.ts";
import { boundErrors } from "./boundErrors.ts";
import { pickLook } from "./pickLook.ts";
import { planForWidth, planSample } from "./planSample.ts";

const right = { missing: 0, wrong: 0 };
const lacking = (missing: number) => ({ missing, wrong: 0 });
const times = <Item>(count: number, item: Item): Item[] => new Array<Item>(count).fill(item);

describe("bounds", () => {
  it("of one stratum are exact, in all and per image", () => {
    const { whole } = boundErrors([
      { stratum: "all", images: 10_000, audited: [...times(4500, right), ...times(500, lacking(1))] },
    ]);
    expect(whole.imagesMissing).toEqual({
      found: 500,
      estimate: 1000,
      interval: [942, 1061],
      perImage: 0.1,
      perImageInterval: [0.0942, 0.1061],
    });
    // Of five wrong ones, the half that was seen would hold none in one of 32 samples.
    expect(whole.imagesWrong.interval).toEqual([0, 5]);
  });

  it("of the whole lie between those of the strata alone and their sum", () => {
    const { whole, strata } = boundErrors([
      { stratum: "a", images: 500, audited: [...times(90, right), ...times(10, lacking(2))] },
      { stratum: "b", images: 300, audited: [...times(30, right), ...times(30, lacking(1))] },
    ]);
    expect(whole.imagesMissing.estimate).toBe(200);
    expect(whole.labelsMissing.estimate).toBe(250);
    const [one, other] = strata.map(
      ({ imagesMissing }) => imagesMissing.interval![1] - imagesMissing.estimate!,
    );
    expect(whole.imagesMissing.interval![1]).toBeCloseTo(200 + Math.hypot(one!, other!), 9);
  });

  it("count of an image what they said, and tell what they left out", () => {
    const strata = [{ stratum: "a", images: 20, audited: [...times(19, right), lacking(9)] }];
    expect(boundErrors(strata)).toMatchObject({
      cut: 1,
      whole: { labelsMissing: { found: 3, interval: [3, 3] } },
    });
    expect(boundErrors(strata, { maxPerImage: 9 })).toMatchObject({
      cut: 0,
      whole: { labelsMissing: { found: 9 } },
    });
  });

  it("know that an image has no more wrong labels than labels", () => {
    const stratum = { stratum: "a", images: 100, audited: times(20, right) };
    const wrongIn = (mostLabels?: number) =>
      boundErrors([{ ...stratum, mostLabels }]).whole.labelsWrong.interval![1];
    expect(wrongIn(1)).toBeCloseTo(15, 9);
    expect(wrongIn()).toBeCloseTo(45, 9);
    expect(boundErrors([{ ...stratum, mostLabels: 0 }]).whole).toMatchObject({
      imagesWrong: { interval: [0, 0] },
      labelsWrong: { interval: [0, 0] },
    });
  });

  it("say nothing of the whole where a stratum was not audited", () => {
    const { whole, strata } = boundErrors([
      { stratum: "a", images: 20, audited: times(10, right) },
      { stratum: "b", images: 5, audited: [] },
    ]);
    expect(whole.imagesWrong).toMatchObject({ interval: null, reason: "a stratum has no audited image" });
    expect(strata[1]!.imagesWrong.reason).toBe("none of its images was audited");
    expect(strata[0]!.imagesWrong.interval).toEqual([0, 4]);
  });

  it("hold at all looks of a growing sample together, however rare the errors are", () => {
    const random = seededRandom("looks");
    const errors = [0.004, 0.06, 0.3].map((share, at) =>
      Array.from({ length: [1200, 500, 150][at]! }, () =>
        lacking(random() < share ? (random() < 0.2 ? 2 : 1) : 0),
      ),
    );
    const truth = errors.flat().reduce((sum, { missing }) => sum + missing, 0);
    const runs = 150;
    let held = 0;
    for (let run = 0; run < runs; run++) {
      const order = errors.map((images, at) => seededShuffle(images, `${run} ${at}`));
      const holds = [1, 2, 3].every((look) => {
        const strata = order.map((images, at) => ({
          stratum: String(at),
          images: images.length,
          audited: images.slice(0, 25 * look),
        }));
        const [low, high] = boundErrors(strata, { looks: 3, look }).whole.labelsMissing.interval!;
        return low <= truth && truth <= high;
      });
      if (holds) held++;
    }
    expect(held / runs).toBeGreaterThan(0.94);
  });
});

test("what all looks may spend is alpha, most of it at the last", () => {
  const spent = [1, 2, 3].map((look) => spendAlpha(look, 3));
  expect(spent.reduce((sum, part) => sum + part)).toBeCloseTo(0.05, 12);
  expect(spent[2]).toBeCloseTo((0.05 * 19) / 27, 12);
  expect(spendAlpha(1, 1)).toBe(0.05);
  expect(() => spendAlpha(4, 3)).toThrow(RangeError);
});

test("a step that is finished in part does not count, nor do those after it", () => {
  const image = (step: number | null, found: typeof right | null) => ({ stratum: "a", step, found });
  const images = [image(1, right), image(2, null), image(2, lacking(1)), image(3, right), image(null, null)];
  expect(pickLook(images)).toEqual({
    strata: [{ stratum: "a", images: 5, audited: [right] }],
    sample: [images[0]],
    look: 1,
    steps: 3,
    unfinished: 1,
  });
});

describe("a plan", () => {
  const strata = [
    { stratum: "agreed", images: 7000, missing: 0.01, wrong: 0.01 },
    { stratum: "refined", images: 2500, missing: 0.1, wrong: 0.02 },
    { stratum: "doubtful", images: 500, missing: 0.6, wrong: 0.3 },
  ];

  it("shares out what there is, more where errors are, and needs fewer images than a simple sample", () => {
    const { sizes, total, simple } = planSample(strata, 600);
    expect(total).toBe(600);
    expect(sizes[2]! / 500).toBeGreaterThan(sizes[0]! / 7000);
    expect(simple).toBeGreaterThan(600);
  });

  it("keeps to the wanted width, which the bounds then have if all is as expected", () => {
    const plan = planForWidth(strata, 0.03);
    expect(Math.max(plan.width.missing, plan.width.wrong)).toBeLessThanOrEqual(0.03);
    const { whole } = boundErrors(
      strata.map(({ stratum, images, missing }, at) => {
        const found = Math.round(plan.sizes[at]! * missing);
        return {
          stratum,
          images,
          audited: [...times(plan.sizes[at]! - found, right), ...times(found, lacking(1))],
        };
      }),
    );
    const [low, high] = whole.imagesMissing.perImageInterval!;
    expect(high - low).toBeCloseTo(plan.width.missing, 3);
  });

  it("takes all images where nothing less will do, and more for several looks", () => {
    expect(planForWidth(strata, 1e-9).sizes).toEqual([7000, 2500, 500]);
    expect(planForWidth(strata, 0.03, 3).total).toBeGreaterThan(planForWidth(strata, 0.03).total);
  });
});
