import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import type { DatasetComparison } from "../../core/evaluation/evaluation.ts";
import { tableToCsv } from "../figureTable.ts";
import { toyEvaluation } from "../testing/toyEvaluation.ts";
import { drawEvaluation } from "./drawEvaluation.ts";

const { document } = new JSDOM("").window;
const labelName = (index: number) => `label ${index}`;
const nameAll = (count: number) =>
  Array.from({ length: count }, (_, at) => `model-${String(at + 1).padStart(2, "0")}`);

const comparison: DatasetComparison = {
  a: "validation",
  b: "replica",
  shares: [{ labels: "1", a: 0.6, b: 0.5 }],
  protocolDifferences: [],
  models: nameAll(6).map((model, at) => ({
    model,
    measure: "real",
    a: 0.8 - at / 100,
    ofA: 500,
    aInterval: [0.76 - at / 100, 0.83 - at / 100],
    b: 0.7,
    ofB: 500,
    bInterval: [0.66, 0.74],
    raw: 0.1 - at / 100,
    rawInterval: [0.07 - at / 100, 0.13 - at / 100],
    matched: 0.76,
    gap: 0.04 - at / 100,
    gapInterval: [0.01 - at / 100, 0.07 - at / 100],
    unmatched: 0,
  })),
};

const draw = (toy: Parameters<typeof toyEvaluation>[0], against: DatasetComparison | null = null) =>
  drawEvaluation(
    { evaluation: toyEvaluation(toy), metrics: null, comparison: against, labelName },
    { document, width: 820 },
  );

const whole = draw({ names: nameAll(6), proposer: "model-03", scores: true }, comparison);
const figures = whole.flatMap((section) => section.figures);

describe("every figure of an evaluation", () => {
  it.each(figures.map((figure) => [figure.name, figure] as const))(
    "%s is drawn as it was",
    async (name, { svg }) => {
      const text = `${svg.outerHTML.replaceAll("><", ">\n<")}\n`;
      await expect(text).toMatchFileSnapshot(`../snapshots/evaluation/${name}.svg`);
    },
  );

  it.each(figures.map((figure) => [figure.name, figure] as const))("%s has its table", (_, { table }) => {
    expect(table.rows.length).toBeGreaterThan(0);
    for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
    expect(new Set(table.columns.map(({ key }) => key)).size).toBe(table.columns.length);
  });

  it.each(
    figures.flatMap(({ name, parts, table, svg }) => (parts ? [[name, parts, table, svg] as const] : [])),
  )("%s has a part for each row that is drawn", (name, parts, table, svg) => {
    expect(parts.length).toBe(
      name === "valid-confusions" ? Math.min(25, table.rows.length) : table.rows.length,
    );
    for (const part of parts.flat()) expect(svg.contains(part)).toBe(true);
    expect(new Set(parts.flat()).size).toBe(parts.flat().length);
    expect(parts.every((some) => some.length > 0)).toBe(true);
  });

  it("is there once, under a name of its own", () => {
    expect(figures.map(({ name }) => name)).toEqual([
      "label-counts",
      "label-count-histogram",
      "accuracy",
      "rank-intervals",
      "model-pairs",
      "real-against-top1",
      "accuracy-by-label-count",
      "half-width-by-label-count",
      "accuracy-parts",
      "subgroup-accuracy",
      "subgroup-means",
      "recall-at-k",
      "precision-recall",
      "class-accuracy",
      "class-extremes",
      "valid-confusions",
      "calibration",
      "fair-comparison-real",
    ]);
  });
});

describe.each([
  ["one model", { names: nameAll(1) }],
  ["one model, which proposed the labels", { names: nameAll(1), proposer: "model-01" }],
  ["two models", { names: nameAll(2) }],
  [
    "57 models of long names",
    { names: nameAll(57).map((name) => `${name}_patch14_448.mim_m38m_ft_in22k_in1k_and_more`) },
  ],
  ["no original labels", { names: nameAll(3), originals: false }],
  ["a model named like markup", { names: ["<script>alert(1)</script>", 'b"&'] }],
])("with %s", (_, toy) => {
  it("every figure is whole", () => {
    for (const { svg, table, caption } of draw(toy).flatMap((section) => section.figures)) {
      expect(svg.outerHTML).not.toMatch(/NaN|undefined"|Infinity|<script/);
      expect(svg.querySelector("style, script, foreignObject, clipPath, linearGradient")).toBeNull();
      expect(svg.getAttribute("role")).toBe("img");
      expect(caption).not.toMatch(/NaN|\bnull\b|undefined labels/);
      expect(tableToCsv(table)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});

it("shows undefined cells by a sign, not by colour alone, and leaves them empty in the table", () => {
  const { svg, table } = figures.find(({ name }) => name === "accuracy-by-label-count")!;
  const crosses = [...svg.querySelectorAll("text")].filter(({ textContent }) => textContent === "×");
  const empty = table.rows.filter((row) => row.at(-1) === null).map((row) => row[2]);
  // One image has 7 labels, none has 6. The last cross is the legend's.
  expect(empty).toEqual(Array.from({ length: 6 }, () => ["6", "7"]).flat());
  expect(crosses.length).toBe(empty.length + 1);
});

it("leaves proposers out of ranks and pairs, and marks them elsewhere", () => {
  const named = (name: string) => figures.find((figure) => figure.name === name)!;
  expect(named("rank-intervals").svg.textContent).not.toContain("model-03");
  expect(named("model-pairs").svg.textContent).not.toContain("model-03");
  expect(named("accuracy").svg.textContent).toContain("model-03 (proposer)");
  expect(named("real-against-top1").svg.textContent).toContain("model-03 (proposer)");
});

it("writes the paper's margin in a column of its own name, and in no figure", () => {
  const { table } = figures.find(({ name }) => name === "half-width-by-label-count")!;
  expect(table.columns.filter(({ head }) => head === "as printed in the paper")).toHaveLength(1);
  expect(figures.map(({ svg }) => svg.textContent).join()).not.toMatch(/printed/);
});

it.each([
  { models: 6, width: 820 },
  { models: 30, width: 820 },
  { models: 57, width: 820 },
  { models: 57, width: 560 },
])("names the best of $models models in the scatter, $width pixels wide, in bold", ({ models, width }) => {
  const evaluation = toyEvaluation({ names: nameAll(models), proposer: "model-03" });
  const best = evaluation.models.filter(({ proposer }) => !proposer).slice(0, 5);
  const drawn = drawEvaluation(
    { evaluation, metrics: null, comparison: null, labelName },
    { document, width },
  );
  const { svg } = drawn
    .flatMap((section) => section.figures)
    .find(({ name }) => name === "real-against-top1")!;
  const bold = [...svg.querySelectorAll('text[font-weight="600"]')].map(({ textContent }) => textContent);
  expect(bold).toEqual(expect.arrayContaining(best.map(({ model }) => model)));
});

it("names the outlier of the scatter", () => {
  const { svg } = figures.find(({ name }) => name === "real-against-top1")!;
  const outlier = toyEvaluation({ names: nameAll(6), proposer: "model-03" }).regression.points.find(
    (point) => point.outlier,
  )!;
  expect(svg.textContent).toContain(outlier.model);
});
