import type { AuditSource } from "../../core/audit/combineSources.ts";
import { listPredictors } from "../../db/proposals/predictor.ts";
import { listRankings } from "../../db/proposals/storedRanking.ts";
import type { Db } from "../../db/schema.ts";
import { listVotesOf } from "../../db/votes.ts";

/** The name of the annotators among the sources. */
export const annotatorsName = "annotators";

const imagesAtOnce = 200;
/** Maximum count of numbers held in memory for one source. */
const maxNumbers = 2.5e8;

/**
 * Reads what models, and the annotators together, say about each image: a model by its stored scores (those not stored
 * count as 0), annotators by the share that chose a label.
 *
 * @param about.images in the order of the rows
 * @returns sources that cover at least one image; models with only a stored order of labels are left out
 */
export async function readAuditSources(
  db: Db,
  {
    project,
    images,
    classes,
  }: { project: string; images: readonly { id: string; key: string }[]; classes: number },
): Promise<AuditSource[]> {
  if (images.length * classes > maxNumbers) return [];
  const predictors = (await listPredictors(db, project)).filter(({ hasScores }) => hasScores);
  const make = () => {
    const numbers = new Float32Array(images.length * classes);
    for (let at = 0; at < numbers.length; at += classes) numbers[at] = Number.NaN;
    return { numbers, any: false };
  };
  const byModel = new Map(predictors.map(({ id }) => [id, make()]));
  const annotators = make();
  for (let first = 0; first < images.length; first += imagesAtOnce) {
    const some = images.slice(first, first + imagesAtOnce);
    const ids = some.map(({ id }) => id);
    const rankings = await listRankings(db, ids, [...byModel.keys()]);
    const votes = new Map((await listVotesOf(db, some)).map(({ id, annotations }) => [id, annotations]));
    for (const [at, { id }] of some.entries()) {
      const from = (first + at) * classes;
      for (const [model, ranking] of rankings.get(id) ?? []) {
        const into = byModel.get(model)!;
        if (ranking.some(({ score }) => !(score >= 0 && score <= 1.001))) continue;
        into.numbers[from] = 0;
        into.any = true;
        for (const { label, score } of ranking) if (label < classes) into.numbers[from + label] = score;
      }
      const answers = votes.get(id) ?? [];
      if (answers.length === 0) continue;
      annotators.numbers[from] = 0;
      annotators.any = true;
      for (const { decisions } of answers) {
        for (const { label, answer } of decisions) {
          if (answer === "yes") annotators.numbers[from + label]! += 1 / answers.length;
          else if (answer === "unsure") annotators.numbers[from + label]! += 0.5 / answers.length;
        }
      }
    }
  }
  const named = predictors.map(({ id, name, sha256 }) => {
    const isTwice = predictors.filter((other) => other.name === name).length > 1;
    return { name: isTwice ? `${name} ${sha256.slice(0, 6)}` : name, ...byModel.get(id)! };
  });
  return [...named, { name: annotatorsName, ...annotators }]
    .filter(({ any }) => any)
    .map(({ name, numbers }) => ({ name, probabilities: numbers }));
}
