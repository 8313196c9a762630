import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "../seededRandom.ts";
import { type Forecast, forecastEnd } from "./forecastEnd.ts";
import { measureSeconds } from "./measureSeconds.ts";
import { type EffortAssumptions, planEffort } from "./planEffort.ts";

const exactly = (value: number) => ({ low: value, likely: value, high: value });

const published: EffortAssumptions = {
  images: 10_000,
  overlap: 2,
  objectsOverlap: 0,
  people: { annotate: 14, refine: 5 },
  secondsPerImage: { annotate: { low: 18, likely: 36, high: 72 }, refine: exactly(36) },
  refineShare: exactly(0.6425),
  hoursPerDay: 2,
  costPerHour: 20,
};

describe("a plan", () => {
  it("is the product of its parts", () => {
    const { stages, total } = planEffort(published);
    expect(stages[0]).toEqual({
      stage: "annotate",
      people: 14,
      decisions: exactly(20_000),
      hours: { low: 100, likely: 200, high: 400 },
      days: { low: 100 / 28, likely: 200 / 28, high: 400 / 28 },
      cost: { low: 2000, likely: 4000, high: 8000 },
    });
    expect(stages[1]).toMatchObject({
      decisions: exactly(6425),
      hours: exactly(64.25),
      days: exactly(6.425),
    });
    expect(total.hours).toEqual({ low: 164.25, likely: 264.25, high: 464.25 });
  });

  it("is never later with more people, nor dearer with fewer images", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 50 }), fc.integer({ min: 1, max: 9999 }), (more, fewer) => {
        const plan = planEffort(published).total;
        const people = { annotate: 14 + more, refine: 5 + more };
        expect(planEffort({ ...published, people }).total.days.high).toBeLessThan(plan.days.high);
        expect(planEffort({ ...published, images: fewer }).total.cost.low).toBeLessThan(plan.cost.low);
      }),
    );
  });

  it.each([
    [{ people: { annotate: 0, refine: 5 } }, "annotate must be more than 0, not 0."],
    [{ images: Number.NaN }, "images must be more than 0, not NaN."],
    [
      { refineShare: { low: 0.5, likely: 0.4, high: 1 } },
      "0.5 to 1 with 0.4 as the likely value is no range.",
    ],
    [{ refineShare: exactly(1.2) }, "No more than all images can go to refinement."],
  ])("of %j is refused", (change, message) => {
    expect(() => planEffort({ ...published, ...change })).toThrow(message);
  });
});

describe("seconds per image", () => {
  it("are the mean over images, with what people differ", () => {
    const people = [10, 20, 30].map((seconds) => ({ images: 100, seconds: 100 * seconds }));
    expect(measureSeconds([...people, { images: 9, seconds: 9000 }])).toEqual({
      low: 12,
      likely: 20,
      high: 28,
    });
  });

  it("are not told from two people", () => {
    expect(measureSeconds([1, 2].map(() => ({ images: 500, seconds: 5000 })))).toBeNull();
  });
});

describe("a forecast", () => {
  const week = ["16", "17", "18", "19", "20"].map((day, at) => ({
    day: `2026-11-${day}`,
    images: 80 + 10 * at,
  }));
  const ask = { left: 1000, today: "2026-11-21", seed: "test" };

  it("divides what is left by the images a day, and says how sure it is", () => {
    const { perDay, days, basis } = forecastEnd(week, ask) as Forecast;
    expect(perDay).toBe(100);
    expect(days.likely).toBe(10);
    expect(days.early).toBeGreaterThan(1000 / 130);
    expect(days.early).toBeLessThan(10);
    expect(days.late).toBeGreaterThan(10);
    expect(days.late).toBeLessThan(1000 / 70);
    expect(basis).toEqual({ days: 5, done: 500 });
  });

  it("counts idle days", () => {
    expect(forecastEnd(week, { ...ask, today: "2026-11-26" })).toMatchObject({
      perDay: 50,
      days: { likely: 20 },
    });
  });

  it("does not count a day that is not over, neither as idle nor by what was done so far", () => {
    const morning = forecastEnd(week, ask);
    for (const images of [1, 40, 500]) {
      expect(forecastEnd([...week, { day: ask.today, images }], ask)).toEqual(morning);
    }
  });

  it("holds the true end in about nine of ten simulated projects", () => {
    const random = seededRandom("projects");
    const dayAt = (at: number) => new Date(Date.UTC(2026, 10, 1 + at)).toISOString().slice(0, 10);
    // Some days see no work; others vary by a factor of three.
    const work = () => (random() < 0.25 ? 0 : 40 + Math.floor(random() * 80));
    const projects = 400;
    let held = 0;
    for (let project = 0; project < projects; project++) {
      const before = Array.from({ length: 10 }, (_, at) => ({ day: dayAt(at), images: work() }));
      let left = 600;
      const asked = { left, today: dayAt(10), seed: `${project}` };
      const { days } = forecastEnd(before, asked) as Forecast;
      let took = 0;
      while (left > 0) {
        const images = work();
        took += images >= left ? left / images : 1;
        left -= images;
      }
      if (days.early <= took && took <= (days.late ?? Number.POSITIVE_INFINITY)) held++;
    }
    expect(held / projects).toBeGreaterThan(0.86);
    expect(held / projects).toBeLessThan(0.97);
  });

  it("forgets what was long ago", () => {
    const before = Array.from({ length: 5 }, (_, at) => ({ day: `2026-01-0${at + 1}`, images: 1 }));
    const busy = [...week, { day: "2026-11-21", images: 100 }, { day: "2026-11-22", images: 100 }];
    const today = "2026-11-23";
    expect(forecastEnd([...before, ...busy], { ...ask, today })).toEqual(
      forecastEnd(busy, { ...ask, today }),
    );
  });

  it("is not made too early, nor when all is done", () => {
    expect(forecastEnd(week.slice(0, 2), ask)).toEqual({ reason: "too-early" });
    expect(
      forecastEnd(
        week.map(({ day }) => ({ day, images: 5 })),
        ask,
      ),
    ).toEqual({ reason: "too-early" });
    expect(forecastEnd(week, { ...ask, left: 0 })).toEqual({ reason: "done" });
    expect(forecastEnd([], { ...ask, left: 0 })).toEqual({ reason: "nothing" });
  });

  it("is sooner the more is done each day", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20 }), (times) => {
        const faster = week.map(({ day, images }) => ({ day, images: images * times }));
        const { days } = forecastEnd(faster, ask) as Forecast;
        const before = (forecastEnd(week, ask) as Forecast).days;
        expect(days.likely).toBeLessThan(before.likely);
        expect(days.late!).toBeLessThan(before.late!);
      }),
    );
  });
});
