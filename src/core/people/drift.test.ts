import { describe, expect, it } from "vitest";
import { simulateWeeks } from "../../../test/coverage/drawWeeks.ts";
import { judgeWeeks, type WeekSums } from "./judgeWeeks.ts";
import { type DriftFacts, measureDrift } from "./measureDrift.ts";

const weekMs = 7 * 24 * 3600 * 1000;
const monday = (week: number) =>
  new Date(Date.parse("2026-01-05") + week * weekMs).toISOString().slice(0, 10);
const share = (week: number, right: number, count: number): WeekSums => ({
  week: monday(week),
  count,
  mean: right / count,
  squares: (right * (count - right)) / count,
});

describe("judgeWeeks", () => {
  const usual = Array.from({ length: 10 }, (_, week) => share(week, 9, 10));

  it("judges nobody before three weeks of their own, and nine of all", () => {
    const [alone] = judgeWeeks([usual], { kind: "share" }, monday(10));
    expect(alone!.map(({ unjudged }) => unjudged === "few-weeks")).toEqual([...Array(9).fill(true), false]);
    const two = judgeWeeks([usual, usual], { kind: "share" }, monday(10));
    expect(two[0]!.findIndex(({ unjudged }) => unjudged === null)).toBe(5);
  });

  it("finds the week that is out, and judges by none that is", () => {
    const weeks = [...usual, share(10, 3, 10), share(11, 9, 10)];
    const [judged] = judgeWeeks([weeks], { kind: "share" }, monday(12));
    expect(judged!.map(({ out }) => out)).toEqual([
      ...Array(10).fill(null),
      { side: "low", over: "week" },
      null,
    ]);
    expect(judged![10]!.low).toBe(judged![11]!.low);
    expect(judged![10]).toMatchObject({ images: 10, value: 0.3, high: null });
  });

  it("finds in four weeks together what none of them tells", () => {
    const weeks = [...usual, ...[10, 11, 12, 13].map((week) => share(week, 13, 20))];
    const [judged] = judgeWeeks(
      [usual.map((one) => share(usual.indexOf(one), 18, 20)).concat(weeks.slice(10))],
      { kind: "share" },
      monday(20),
    );
    const first = judged!.find(({ out }) => out)!;
    expect(first.out).toEqual({ side: "low", over: "together" });
    expect(first.value).toBeGreaterThanOrEqual(first.low!);
    expect(first.together!.value).toBeLessThan(first.together!.low!);
  });

  it("leaves out a week that is not over, and one so small that nothing would be out", () => {
    const weeks = [...usual, share(10, 0, 1), share(11, 0, 10)];
    const [judged] = judgeWeeks([weeks], { kind: "share" }, "2026-03-26");
    expect(judged!.slice(-2)).toMatchObject([
      { unjudged: "few-images", out: null },
      { unjudged: "not-over", out: null },
    ]);
  });

  it("takes what lasts for eight weeks for what is usual", () => {
    const weeks = [...usual, ...Array.from({ length: 12 }, (_, at) => share(10 + at, 2, 10))];
    const [judged] = judgeWeeks([weeks], { kind: "share" }, monday(40));
    expect(judged!.map(({ out }) => out !== null)).toEqual([
      ...Array(10).fill(false),
      ...Array(8).fill(true),
      ...Array(4).fill(false),
    ]);
  });
});

describe("measureDrift", () => {
  const nobody: DriftFacts = { gold: [], leniency: [], time: [], repeats: [] };
  const time = (week: number, seconds: number) =>
    [seconds - 1, seconds, seconds + 1].map((one) => ({
      person: "a",
      day: monday(week),
      seconds: one,
      images: 10,
    }));

  it("tells times in seconds, and of a run of weeks one note", () => {
    const steady = Array.from({ length: 10 }, (_, week) => time(week, 20)).flat();
    const slow = [...time(10, 60), ...time(11, 60)];
    const { charts, notes } = measureDrift({ ...nobody, time: [...steady, ...slow] }, monday(12));
    expect(charts[0]!.weeks[0]!.value).toBeCloseTo((19 * 20 * 21) ** (1 / 3), 9);
    expect(notes).toMatchObject([
      { person: "a", measure: "time", side: "high", since: monday(10), last: monday(11), images: 30 },
    ]);
    expect(notes[0]!.value).toBeCloseTo((59 * 60 * 61) ** (1 / 3), 9);
    expect(notes[0]!.limit).toBeLessThan(30);
    // It stands for four weeks.
    expect(measureDrift({ ...nobody, time: [...steady, ...slow] }, monday(15)).notes).toHaveLength(1);
    expect(measureDrift({ ...nobody, time: [...steady, ...slow] }, monday(16)).notes).toEqual([]);
  });

  it("does not let one long pause make a week", () => {
    const steady = Array.from({ length: 11 }, (_, week) => time(week, 20)).flat();
    const pause = { person: "a", day: monday(10), seconds: 3600, images: 1 };
    expect(measureDrift({ ...nobody, time: [...steady, pause] }, monday(12)).notes).toEqual([]);
  });

  it("tells by how many labels more than partners somebody ticks", () => {
    const row = (week: number, sum: number) => ({
      person: "a",
      day: monday(week),
      images: 20,
      sum,
      squares: 20,
    });
    const leniency = [
      ...Array.from({ length: 10 }, (_, week) => row(week, week % 2 === 0 ? 2 : -2)),
      row(10, 20),
    ];
    const { notes } = measureDrift({ ...nobody, leniency }, monday(11));
    expect(notes).toMatchObject([{ measure: "leniency", side: "high", over: "week", value: 1, images: 20 }]);
  });
});

describe("drawn weeks (the long run is in bench:trust)", () => {
  it("make few notes of who has not changed, whatever varies by itself", () => {
    const gold = { kind: "share", people: 5, weeks: 26, images: [6, 14] } as const;
    const mean = { kind: "mean", people: 5, weeks: 26, images: [20, 60] } as const;
    const notes = (study: Parameters<typeof simulateWeeks>[0]) => simulateWeeks(study, 20, "notes").notes;
    // Two measures are shares, and two are means: together at most one note in half a year.
    const still = 2 * notes({ ...gold, varying: 0 }) + 2 * notes({ ...mean, varying: 0 });
    const varying = 2 * notes({ ...gold, varying: 0.05 }) + 2 * notes({ ...mean, varying: 0.1 });
    expect(Math.max(still, varying)).toBeLessThan(1);
  });

  it("tell soon of who has", () => {
    const study = { people: 5, weeks: 24, from: 12 } as const;
    const gold = simulateWeeks(
      { ...study, kind: "share", images: [15, 25], varying: 0.02, drift: -0.3 },
      30,
      "gold",
    );
    const mean = simulateWeeks(
      { ...study, kind: "mean", images: [20, 60], varying: 0.1, drift: 0.5 },
      30,
      "mean",
    );
    expect(gold.delays[15]).toBeLessThanOrEqual(4);
    expect(mean.delays[15]).toBeLessThanOrEqual(3);
  });
});
