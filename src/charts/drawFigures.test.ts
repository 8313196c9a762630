import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { makeComparison } from "../core/evaluation/ranking/makeComparison.ts";
import { drawFigures } from "./drawFigures.ts";
import { toyComparison } from "./testing/toyComparison.ts";

const { document } = new JSDOM("").window;

describe.each([
  ["a few models, one of them the proposer", { models: 4, depth: 5, proposer: true }],
  ["more models than colours, to k = 12", { models: 13, depth: 12, proposer: false }],
])("figures of %s", (_name, size) => {
  const figures = drawFigures(toyComparison(size), { document });

  it.each(figures.map(({ name, svg }) => [name, svg] as const))(
    "%s is drawn as it was",
    async (name, svg) => {
      // A line per element, so that a change can be read.
      const text = `${svg.outerHTML.replaceAll("><", ">\n<")}\n`;
      await expect(text).toMatchFileSnapshot(`snapshots/${name}-${size.models}.svg`);
    },
  );

  it.each(figures.map(({ name, svg }) => [name, svg] as const))(
    "%s keeps to a strict content policy",
    (_, svg) => {
      expect(svg.querySelector("style, script, foreignObject")).toBeNull();
      expect(svg.getAttribute("role")).toBe("img");
      expect(svg.getAttribute("aria-label")).toMatch(/models/);
    },
  );
});

it("calls recall relative where the labels came from proposals", () => {
  const text = (proposer: boolean) =>
    drawFigures(toyComparison({ models: 3, depth: 3, proposer }), { document })
      .map(({ svg }) => svg.textContent)
      .join(" ");
  expect(text(true)).toContain("Relative recall@k");
  expect(text(true)).toContain("model-1 (proposer)");
  expect(text(false)).not.toMatch(/relative|proposer/i);
});

it.each([
  ["no model", []],
  ["one model that keeps one label", [{ model: "a", proposer: false, top: { depth: 1, labels: [1, 2] } }]],
  ["a model named like markup", [{ model: "<script>&", proposer: false, top: { depth: 1, labels: [1, 2] } }]],
])("draws %s", (_name, models) => {
  for (const valid of [
    [[1], [3]],
    [[], []],
  ]) {
    const comparison = makeComparison(models, {
      valid,
      originals: [[], []],
      relative: false,
      targetRecall: 0.97,
    });
    for (const { svg } of drawFigures(comparison, { document })) {
      expect(svg.outerHTML).not.toMatch(/NaN|undefined|Infinity|<script/);
    }
  }
});
