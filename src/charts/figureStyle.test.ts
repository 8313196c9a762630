import * as Plot from "@observablehq/plot";
import { JSDOM } from "jsdom";
import { expect, it } from "vitest";
import { percentTick } from "./figureStyle.ts";

const { document } = new JSDOM("").window;

/** The words along an axis from one share to another. */
function ticksOf(from: number, to: number): string[] {
  const figure = Plot.plot({
    document,
    width: 500,
    x: { domain: [from, to], tickFormat: percentTick },
    marks: [Plot.tickX([from])],
  });
  const words = figure.querySelectorAll('[aria-label="x-axis tick label"] text');
  return [...words].map(({ textContent }) => textContent ?? "");
}

it.each([
  [0, 1],
  [0.6, 0.65],
  [0.645, 0.655],
  [0.64, 0.642],
  [0.9, 0.902],
])("ticks from %d to %d never read alike", (from, to) => {
  const ticks = ticksOf(from, to);
  expect(ticks.length).toBeGreaterThan(3);
  expect(new Set(ticks).size).toBe(ticks.length);
});

it("ticks have no decimals where none is needed", () => {
  expect(ticksOf(0, 1)).toContain("40 %");
  expect(ticksOf(0.645, 0.655)).toContain("65.0 %");
});
