import { JSDOM } from "jsdom";
import { describe, expect, it } from "vitest";
import { evaluateOnObjects } from "../../core/classify/evaluateOnObjects.ts";
import { findCooccurrence } from "../../core/classify/findCooccurrence.ts";
import { evaluateSelections } from "../../core/contains/evaluateSelections.ts";
import { evaluateSeverity, listErrors, severities } from "../../core/evaluation/errorSeverity.ts";
import { evaluatePeople } from "../../core/evaluation/evaluatePeople.ts";
import { evaluateSuperclasses } from "../../core/evaluation/subgroups/evaluateSuperclasses.ts";
import { seededRandom } from "../../core/seededRandom.ts";
import { tableToCsv } from "../figureTable.ts";
import { toyEvaluation } from "../testing/toyEvaluation.ts";
import { drawEvaluation } from "./drawEvaluation.ts";

const { document } = new JSDOM("").window;
const names = ["one", "two", '<script>"&'];

/** Sixty images of twelve labels as people see them, and three models. */
function draw(images: number) {
  const random = seededRandom("people");
  const label = () => Math.floor(random() * 12);
  const originals = Array.from({ length: images }, () => [label()]);
  const objects = originals.map(([original]) => {
    const labels = [...new Set([original!, label(), label()])];
    const parts = random() < 0.5 ? [labels] : labels.map((one) => [one]);
    return {
      objects: parts.map((part) => ({ labels: part, top: part.slice(0, 1) })),
      mainLabel: labels[0]!,
      mainObject: 0,
    };
  });
  const held = objects.map((image) => image.objects.flatMap(({ labels }) => labels));
  const selections = held.map((labels) =>
    labels.map((one) => ({ label: one, ticked: Math.floor(random() * 10), asked: 9 })),
  );
  const models = names.map((model) => ({
    model,
    top: { depth: 1, labels: held.map((labels) => (random() < 0.7 ? labels[0]! : label())) },
  }));
  const ratings = listErrors(models, held).map(({ image, label: said }, at) => {
    return { image, label: said, severity: severities[at % 4]!, cause: "" };
  });
  const reference = selections.map(([own]) => own!);
  const counts = objects.map((image) => image.objects.length);
  const groups = { names: ["low", "middle", "high"], groupOf: (one: number) => Math.floor(one / 4) };
  const answers = originals.map((_, image) => ({
    ...{ annotator: "ann", image },
    label: label(),
    valid: held[image]!,
  }));
  return drawEvaluation(
    {
      evaluation: toyEvaluation({ names: ["one"] }),
      metrics: null,
      comparison: null,
      objects: evaluateOnObjects(models, objects, originals),
      cooccurrence: findCooccurrence(objects, originals, 100),
      selections: evaluateSelections(
        models,
        { selections, originals, objects: counts, reference },
        { replicates: 50, seed: 1 },
      ),
      superclasses: evaluateSuperclasses(groups, models, originals, objects),
      people: evaluatePeople(answers, models, originals),
      severity: evaluateSeverity(models, held, originals, ratings),
      labelName: (index) => `label ${index}`,
    },
    { document, width: 820 },
  )
    .filter(({ id }) => ["objects", "selections", "superclasses", "people", "severity"].includes(id))
    .flatMap(({ figures }) => figures);
}

const figures = draw(60);

describe("every figure of what people see", () => {
  it.each(figures.map((figure) => [figure.name, figure] as const))(
    "%s is drawn as it was",
    async (name, { svg, table }) => {
      expect(table.rows.length).toBeGreaterThan(0);
      for (const row of table.rows) expect(row).toHaveLength(table.columns.length);
      await expect(`${svg.outerHTML.replaceAll("><", ">\n<")}\n`).toMatchFileSnapshot(
        `../snapshots/evaluation/${name}.svg`,
      );
    },
  );

  it("is there once, under a name of its own", () => {
    expect(figures.map(({ name }) => name)).toEqual([
      "objects-accuracy",
      "cooccurrence",
      "people-judge-models",
      "wrong-frequencies",
      "valid-in-isolation",
      "labels-by-objects",
      "ambiguous-pairs",
      "adjusted-accuracy",
      "superclasses-people",
      "superclasses-model",
      "superclasses-beside",
      "human-accuracy",
      "error-severity",
      "error-confusions",
    ]);
  });

  it.each([1, 2, 60])("is whole with %i images", (images) => {
    for (const { svg, table, caption } of draw(images)) {
      expect(svg.outerHTML).not.toMatch(/NaN|undefined"|Infinity|<script/);
      expect(svg.getAttribute("role")).toBe("img");
      expect(caption).not.toMatch(/NaN|\bnull\b|undefined/);
      expect(tableToCsv(table)).not.toMatch(/NaN|undefined|Infinity/);
    }
  });
});
