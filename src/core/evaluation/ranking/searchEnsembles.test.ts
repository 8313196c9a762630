import { describe, expect, it } from "vitest";
import type { TopLabels } from "../../../stats/metrics/topLabels.ts";
import { countCoverage } from "../../proposals/countCoverage.ts";
import { seededRandom } from "../../seededRandom.ts";
import { type Ensemble, searchEnsembles } from "./searchEnsembles.ts";

const top = (...rankings: number[][]): TopLabels => ({ depth: rankings[0]!.length, labels: rankings.flat() });

/** Rankings without repetition, now and then cut short. */
function randomModels(count: number, images: number, depth: number, seed: string) {
  const random = seededRandom(seed);
  const draw = (max: number) => Math.floor(random() * max);
  const rankings = () =>
    Array.from({ length: images }, () => {
      const list: number[] = [];
      while (list.length < depth) {
        const label = draw(8);
        if (!list.includes(label)) list.push(label);
      }
      const end = random() < 0.2 ? draw(depth) : depth;
      return list.map((label, rank) => (rank < end ? label : -1));
    });
  const valid = Array.from({ length: images }, () => [...new Set([draw(8), draw(8)])].slice(0, draw(3)));
  const models = Array.from({ length: count }, (_, at) => ({ model: `m${at}`, top: top(...rankings()) }));
  return { models, valid };
}

/** The definition, word by word. */
function evaluateByHand(models: { top: TopLabels }[], valid: number[][], k: number) {
  let found = 0;
  let proposed = 0;
  valid.forEach((wanted, image) => {
    if (wanted.length === 0) return;
    const union = new Set(
      models.flatMap(({ top: { depth, labels } }) =>
        Array.from(labels).slice(image * depth, image * depth + k),
      ),
    );
    union.delete(-1);
    proposed += union.size;
    found += wanted.filter((label) => union.has(label)).length;
  });
  return { found, proposed };
}

const subsets = <Item>(items: Item[]): Item[][] =>
  Array.from({ length: 2 ** items.length - 1 }, (_, at) =>
    items.filter((_item, bit) => ((at + 1) >> bit) & 1),
  );

describe("the coverage of every subset", () => {
  it.each(["one", "two", "three"])("is what its definition counts: seed %s", (seed) => {
    const { models, valid } = randomModels(5, 30, 4, seed);
    for (const k of [1, 2, 4]) {
      const { found, proposed } = countCoverage(
        models.map((model) => model.top),
        valid,
        k,
      );
      for (let subset = 0; subset < 32; subset++) {
        const some = models.filter((_, bit) => (subset >> bit) & 1);
        expect({ found: found[subset], proposed: proposed[subset] }).toEqual(evaluateByHand(some, valid, k));
      }
    }
  });
});

describe("the search for an ensemble", () => {
  const valid = [[1, 2], [3], [], [4]];
  const a = { model: "a", top: top([1, 9], [3, 9], [0, 1], [8, 9]) };
  const b = { model: "b", top: top([2, 9], [3, 8], [0, 1], [4, 7]) };

  it("takes the most precise whose recall reaches the target", () => {
    const { best, bySize } = searchEnsembles([a, b], valid, { targetRecall: 1 });
    expect(best).toEqual<Ensemble>({
      models: ["a", "b"],
      k: 1,
      found: 4,
      total: 4,
      proposed: 5,
      recall: 1,
      precision: 4 / 5,
      labelsPerImage: 5 / 3,
      reachesTarget: true,
    });
    expect(bySize.map(({ models }) => models)).toEqual([["b"], ["a", "b"]]);
  });

  it("takes fewer models where they do", () => {
    expect(searchEnsembles([a, b], valid, { targetRecall: 0.75 }).best).toMatchObject({
      models: ["b"],
      k: 1,
      recall: 0.75,
      precision: 1,
    });
  });

  it("takes the highest recall where none reaches the target, and says so", () => {
    const { best } = searchEnsembles([a], valid, { targetRecall: 0.97 });
    expect(best).toMatchObject({ models: ["a"], k: 1, recall: 0.5, precision: 2 / 3, reachesTarget: false });
  });

  it("has nothing to choose where there is nothing to evaluate by", () => {
    expect(searchEnsembles([a], [[], [], [], []], { targetRecall: 0.9 }).best).toBeNull();
    expect(searchEnsembles([], valid, { targetRecall: 0.9 }).best).toBeNull();
  });

  it.each(["one", "two", "three", "four"])("finds what trying everything finds: seed %s", (seed) => {
    const { models, valid } = randomModels(6, 40, 3, seed);
    for (const targetRecall of [0.5, 0.8, 0.95]) {
      const all = subsets(models).flatMap((some) =>
        [1, 2, 3].map((k) => ({ some, k, ...evaluateByHand(some, valid, k) })),
      );
      const total = valid.flat().length;
      const reaching = all.filter(({ found }) => found / total >= targetRecall);
      const { best } = searchEnsembles(models, valid, { targetRecall });
      expect(best?.reachesTarget).toBe(reaching.length > 0);
      if (reaching.length > 0) {
        expect(best?.precision).toBe(Math.max(...reaching.map(({ found, proposed }) => found / proposed)));
      } else expect(best?.recall).toBe(Math.max(...all.map(({ found }) => found / total)));
    }
  });

  it("searches the 20 that cover most together where there are more", () => {
    const { models, valid } = randomModels(23, 40, 2, "many");
    const useless = models.slice(0, 3).map((model) => model.model);
    for (const { top } of models.slice(0, 3)) (top.labels as number[]).fill(-1);
    const { searched, leftOut, best } = searchEnsembles(models, valid, { targetRecall: 0.5 });
    expect(searched).toHaveLength(20);
    expect(leftOut).toEqual(useless);
    expect(best?.reachesTarget).toBe(true);
  });
});
