import { type ModelComparison, makeComparison } from "../../core/evaluation/ranking/makeComparison.ts";
import { seededRandom } from "../../core/seededRandom.ts";

/** Models of falling skill on 60 images of 30 labels; the same every time. */
export function toyComparison({
  models,
  depth,
  proposer,
}: {
  models: number;
  depth: number;
  proposer: boolean;
}): ModelComparison {
  const random = seededRandom("toy");
  const draw = (max: number) => Math.floor(random() * max);
  const valid = Array.from({ length: 60 }, () =>
    [...new Set([draw(30), draw(30), draw(30)])].slice(0, draw(4)),
  );
  const evaluated = Array.from({ length: models }, (_, at) => {
    const skill = 0.9 - (0.6 * at) / models;
    const labels = valid.flatMap((wanted) => {
      const ranking: number[] = [];
      for (const label of wanted) if (random() < skill) ranking.push(label);
      while (ranking.length < depth) {
        const label = draw(30);
        if (!ranking.includes(label)) ranking.push(label);
      }
      return ranking.slice(0, depth);
    });
    return { model: `model-${at + 1}`, proposer: proposer && at === 0, top: { depth, labels } };
  });
  const originals = valid.map(([first]) => (first === undefined ? [] : [first]));
  return makeComparison(evaluated, { valid, originals, relative: proposer, targetRecall: 0.8 });
}
