import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { type ControlWeek, controlChart } from "./controlChart.ts";

const { document } = new JSDOM("").window;
const week = (day: string, value: number, more: Partial<ControlWeek> = {}): ControlWeek => ({
  ...{ week: day, images: 8, value, low: null, high: null, out: null, isJudged: false },
  ...more,
});
const band = { low: 60, isJudged: true };
const weeks = [
  week("2026-11-02", 90),
  week("2026-11-09", 80, band),
  week("2026-11-16", 40, { ...band, out: "week" }),
  week("2026-11-23", 65, { ...band, out: "together" }),
];

it("draws each week on the band of what is usual, with what is out", async () => {
  const options = { document, title: "Gold", unit: "Gold images right, %", domain: [0, 100] as const };
  const svg = controlChart(weeks, options);
  const text = `${svg.outerHTML.replaceAll("><", ">\n<")}\n`;
  await expect(text).toMatchFileSnapshot("snapshots/control-chart.svg");
  expect(svg.querySelector("style, script, foreignObject")).toBeNull();
  expect(svg.outerHTML).toContain("Out: the weeks from 16 Nov, 23 Nov.");
});

it("draws no weeks, and weeks that are all alike", () => {
  const options = { document, title: "Time", unit: "Seconds" };
  for (const some of [[], [week("2026-11-02", 0), week("2026-11-09", 0)]]) {
    expect(controlChart(some, options).outerHTML).not.toMatch(/NaN|undefined|Infinity/);
  }
});
