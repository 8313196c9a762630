import type { ProjectEvaluation } from "../../contract/evaluation.ts";
import {
  defaultEvaluationSettings,
  type EvaluationData,
  evaluateModels,
} from "../../core/evaluation/evaluateModels.ts";
import type { SeenByPeople } from "../../core/evaluation/evaluationRecord.ts";
import { listEvaluated } from "../../core/evaluation/listEvaluated.ts";
import { evaluateSuperclasses } from "../../core/evaluation/subgroups/evaluateSuperclasses.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";
import { correctStored } from "./parts/correctStored.ts";
import { evaluateRated } from "./parts/evaluateRated.ts";
import { evaluateReleasedObjects, evaluateSeen } from "./parts/evaluateSeen.ts";
import { projectSuperclasses } from "./parts/projectSuperclasses.ts";
import { readStoredLabels } from "./parts/readStoredLabels.ts";
import { readStoredPredictions } from "./parts/readStoredPredictions.ts";

/** How many labels of each image count, as in the command `evaluate`. */
const depth = 20;

/**
 * Evaluates models by their predictions stored in a project, with the images behind the numbers. Slow for projects with
 * many images.
 *
 * @param about.release its number; null for the final labels so far
 * @param about.minimum numbers of labels count for ASMA only with at least this many images
 * @param about.cap images with this many labels or more are one group of ASMA
 * @throws Failure `not-found` where there is no such release
 */
export async function evaluateStored(
  db: Db,
  {
    project,
    release,
    minimum,
    cap,
  }: { project: string; release: number | null; minimum: number; cap: number },
): Promise<Finding<ProjectEvaluation>> {
  const labels = await readStoredLabels(db, { project, release });
  const { ids, keys, formers } = labels;
  const { models, images, topOf } = await readStoredPredictions(db, { project, images: ids, depth, formers });
  const evaluated = models.filter(({ compared }) => compared);
  const isProposer = ({ id, name }: { id: string; name: string }) =>
    labels.proposers.has(id) || labels.proposers.has(name);
  const some = <Item>(list: readonly Item[]) => images.map((image) => list[image]!);
  const data: EvaluationData = {
    valid: some(labels.valid),
    originals: some(labels.originals),
    others: {
      "agreed-only": chosen(labels.others["agreed-only"]),
      "refined-only": chosen(labels.others["refined-only"]),
      union: chosen(labels.others.union),
      intersection: chosen(labels.others.intersection),
    },
    proposers: models.filter(isProposer).map(({ shownName }) => shownName),
    unnamed: 0,
  };
  const tops = evaluated.map((model) => ({ model: model.shownName, top: topOf(model) }));
  const evaluation =
    images.length === 0
      ? null
      : evaluateModels(
          evaluated.map((model, at) => ({
            ...tops[at]!,
            proposer: isProposer(model),
            scores: "only the first labels of each image are stored",
            confidence:
              "what is stored does not say whether scores are probabilities: evaluate the files themselves",
          })),
          data,
          { ...defaultEvaluationSettings, minimumSubgroup: minimum, subgroupCap: cap },
        );
  const groups = await projectSuperclasses(db, project);
  const { originals } = data;
  const seen: SeenByPeople = evaluation
    ? {
        // A release keeps its labels and objects; people's current answers belong only to the labels so far.
        ...(labels.release === null
          ? await evaluateSeen(db, project, { ids: some(ids), originals, models: tops })
          : await evaluateReleasedObjects(db, labels.release, { keys: some(keys), originals, models: tops })),
        ...(await evaluateRated(db, project, {
          ...{ ids: some(ids), valid: data.valid, originals },
          models: tops.map((one, at) => ({ ...one, id: evaluated[at]!.id })),
        })),
        ...(labels.release !== null &&
          release !== null &&
          (await correctStored(db, {
            ...{ project, release: { id: labels.release, number: release } },
            ...{ keys: some(keys), valid: data.valid },
            models: tops.map((one, at) => ({ ...one, proposer: isProposer(evaluated[at]!) })),
          }))),
        ...(groups && { superclasses: evaluateSuperclasses(groups, tops, originals, undefined) }),
      }
    : {};
  const lists = listEvaluated(
    { ...data, first: evaluated.map((model) => firstOf(topOf(model), images.length)) },
    { models: evaluated.map(({ id }) => id), confusions: evaluation?.confusions ?? [] },
  );
  return {
    report: {
      images: { labelled: ids.length, evaluated: images.length },
      models: models.map(({ id, shownName, predicted, compared }) => {
        return { id, name: shownName, predicted, evaluated: compared && images.length > 0 };
      }),
      evaluation,
      seen,
    },
    ids: packTexts(some(ids)),
    keys: packTexts(some(keys)),
    lists: Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, Uint32Array.from(list)])),
  };

  function chosen(variant: EvaluationData["others"]["union"]) {
    return typeof variant === "string" ? variant : some(variant);
  }
}

const firstOf = ({ depth: width, labels }: { depth: number; labels: ArrayLike<number> }, images: number) =>
  Int32Array.from({ length: images }, (_, image) => labels[image * width]!);
