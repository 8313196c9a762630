import { beforeAll, describe, expect, it } from "vitest";
import { evaluatePublicModels } from "../../../test/made/publicModels.ts";
import { researchData } from "../../../test/researchData.ts";
import type { Evaluation } from "../../core/evaluation/evaluation.ts";
import type { ModelEvaluation } from "../../core/evaluation/modelEvaluation.ts";

const percent = (share: number | null) => Number(((share ?? Number.NaN) * 100).toFixed(3));

describe.skipIf(!researchData)(
  "research data: 20 public models on the published labels of ImageNetV2",
  () => {
    let evaluation: Evaluation;
    const modelOf = (name: string): ModelEvaluation => evaluation.models.find(({ model }) => model === name)!;

    beforeAll(async () => {
      const { record } = await evaluatePublicModels({ replicates: 200 });
      evaluation = record.evaluation!;
    });

    it("counts labels as the paper does", () => {
      expect(evaluation.labels).toMatchObject({ none: 129, one: 5083, two: 2385, more: 2403, mean: 1.9077 });
      expect(evaluation.labels.multi).toBeCloseTo(0.4788, 12);
      expect(evaluation.labels.originalKept).toMatchObject({ count: 8797, total: 10_000 });
    });

    it.each([
      ["alexnet", 43.98, 67.39, 52.386, [15.5, 53.81, 39.54, 30.78, 27.71, 29.54]],
      ["resnet50", 63.33, 84.65, 75.372, [22.48, 73.95, 60.21, 49.69, 41.72, 42.19]],
      ["senet154", 70.48, 88.99, 82.778, [31.78, 80.46, 68.01, 57.2, 50.8, 47.68]],
      ["pnasnet5large", 72.08, 90.18, 84.044, [32.56, 81.74, 68.89, 60.18, 52.39, 52.74]],
    ])("%s: top-1 %f, top-5 %f, ReaL %f", (name, top1, top5, real, byLabelCount) => {
      const model = modelOf(name);
      expect([model.top1, model.top5, model.real].map(({ share }) => percent(share))).toEqual([
        top1,
        top5,
        real,
      ]);
      const cells = model.byLabelCount.slice(0, 6).map((cell) => cell.top1.share! * 100);
      expect(cells.map((cell) => Number(cell.toFixed(2)))).toEqual(byLabelCount);
      // Each cell's parts make up its top-1.
      for (const { top1: share, real: valid, originalIfValid, originalNotValid } of model.byLabelCount.slice(
        1,
        8,
      )) {
        expect(valid.share! * originalIfValid.share! + originalNotValid.share!).toBeCloseTo(share.share!, 12);
      }
    });

    it("the line of ReaL on top-1 over all 20", () => {
      const { slope, intercept, r2, n, slopeInterval } = evaluation.regression;
      expect(n).toBe(20);
      expect(slope).toBeCloseTo(1.1245, 5);
      expect(intercept! * 100).toBeCloseTo(3.54113, 5);
      expect(r2).toBeCloseTo(0.998184, 6);
      expect(slopeInterval![0]).toBeLessThan(slope!);
      expect(slopeInterval![1]).toBeGreaterThan(slope!);
    });

    it("pnasnet5large keeps its ReaL accuracy with more labels, and names another valid label instead", () => {
      const model = modelOf("pnasnet5large");
      const cells = model.byLabelCount.slice(1, 6);
      expect(cells.map(({ real }) => Number(real.share!.toFixed(3)))).toEqual([
        0.846, 0.831, 0.841, 0.82, 0.84,
      ]);
      const kept = cells.slice(1).map((cell) => Number(cell.originalIfValidAndKept.share!.toFixed(2)));
      expect(kept).toEqual([0.85, 0.76, 0.68, 0.66]);
      expect(model.top1).toMatchObject({ count: 7208, total: 10_000 });
      expect(model.top1OnReal.total).toBe(9871);
      expect(percent(model.top1OnReal.share)).toBeCloseTo(72.6, 1);
    });

    it("ranks the models, with ranks that the images leave open", () => {
      expect(evaluation.models.slice(0, 2).map(({ model, rank }) => [model, rank.value])).toEqual([
        ["pnasnet5large", 1],
        ["nasnetalarge", 2],
      ]);
      expect(evaluation.models[0]!.rank.interval).toEqual([1, 2]);
      expect(evaluation.pairs).toHaveLength(190);
      expect(evaluation.pairs[0]).toMatchObject({ a: "pnasnet5large", b: "nasnetalarge", pHolm: 1 });
    });
  },
);
