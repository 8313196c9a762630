import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { personWeeks } from "./personWeeks.ts";

const { document } = new JSDOM("").window;
const rows = [
  { person: "annotator 1", week: "2026-11-02", value: 21, interval: [18, 24] as const },
  { person: "annotator 1", week: "2026-11-09", value: 17, interval: null },
  { person: "<script>&", week: "2026-11-09", value: 32, interval: [25, 44] as const },
];

it("draws each person's weeks on one scale", async () => {
  const svg = personWeeks(rows, { document, title: "Pace", unit: "Seconds per image" });
  const text = `${svg.outerHTML.replaceAll("><", ">\n<")}\n`;
  await expect(text).toMatchFileSnapshot("snapshots/person-weeks.svg");
  expect(svg.querySelector("style, script, foreignObject")).toBeNull();
  // A ring, not a dot, where there is no interval.
  expect(
    [...svg.querySelectorAll("circle")].filter((dot) => dot.getAttribute("fill") === "none"),
  ).toHaveLength(1);
});

it("draws nobody", () => {
  const svg = personWeeks([], {
    document,
    title: "Pace",
    unit: "Seconds per image",
    zero: "as many as partners",
  });
  expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity/);
});
