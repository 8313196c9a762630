import type { ProjectEvaluation } from "../../contract/evaluation.ts";
import {
  defaultEvaluationSettings,
  type EvaluationData,
  evaluateModels,
} from "../../core/evaluation/evaluateModels.ts";
import { evaluateSuperclasses } from "../../core/evaluation/evaluateSuperclasses.ts";
import type { SeenByPeople } from "../../core/evaluation/evaluationRecord.ts";
import { listEvaluated } from "../../core/evaluation/listEvaluated.ts";
import { carryOriginals, type Formers } from "../../core/labels/labelFate.ts";
import { listOriginalsByImage } from "../../db/images/originalLabel.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { listProposalSources } from "../../db/proposals/proposal.ts";
import { labelVersionOf, listReleasesOf, streamReleaseImages } from "../../db/releases.ts";
import type { Db } from "../../db/schema.ts";
import type { Finding } from "../findings/finding.ts";
import { packTexts } from "../findings/packedTexts.ts";
import { labelsOfRelease } from "./labelsOfRelease.ts";
import { evaluateSeen } from "./parts/evaluateSeen.ts";
import { projectSuperclasses } from "./parts/projectSuperclasses.ts";
import { readStoredPredictions } from "./parts/readStoredPredictions.ts";
import { varyByVotes } from "./parts/varyByVotes.ts";

/** Labels of each image that are looked at, as the command `evaluate` does. */
const depth = 20;

/** The labels that a project's models are evaluated by, in the order of the images' keys. */
interface StoredLabels extends Omit<EvaluationData, "unnamed" | "proposers"> {
  ids: string[];
  keys: string[];
  /** Models that proposed the labels, by id or by name. */
  proposers: ReadonlySet<string>;
  /** Labels that are not offered, where these are. */
  formers: Formers;
}

/**
 * Evaluates models by what is stored of them in a project, with the images behind the numbers. Takes long where there are
 * many.
 *
 * @param about.release its number; null for the final labels so far
 * @param about.minimum numbers of labels count for ASMA only from so many images
 * @param about.cap images with so many labels or more are one group of ASMA
 * @throws Failure `not-found` for a release that is not there
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
  const labels =
    release === null
      ? await readLabelsSoFar(db, project)
      : await readReleasedLabels(db, { project, number: release });
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
        // A release's labels stay as they are; people go on saying what they see.
        ...(release === null &&
          (await evaluateSeen(db, project, { ids: some(ids), originals, models: tops }))),
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

async function readLabelsSoFar(db: Db, project: string): Promise<StoredLabels> {
  const final = inOrderOfKeys(await Array.fromAsync(streamFinalLabels(db, project)));
  const ids = final.map(({ image }) => image);
  const originals = await listOriginalsByImage(db, project);
  const formers = await findFormers(db, project);
  const sources = await listProposalSources(db, project);
  const sets = {
    valid: final.map(({ labels }) => labels),
    provenance: final.map(({ provenance }) => provenance),
  };
  return {
    ids,
    keys: final.map(({ key }) => key),
    valid: sets.valid,
    originals: ids.map((id) => carryOriginals(originals.get(id) ?? [], formers)),
    others: await varyByVotes(db, ids, sets),
    proposers: new Set(sources.flatMap(({ models }) => models)),
    formers,
  };
}

async function readReleasedLabels(
  db: Db,
  { project, number }: { project: string; number: number },
): Promise<StoredLabels> {
  const release = (await listReleasesOf(db, project)).find((one) => one.number === number);
  const released = inOrderOfKeys(
    release
      ? (await Array.fromAsync(streamReleaseImages(db, release.id))).map(({ imageId, imageKey }) => {
          return { image: imageId, key: imageKey };
        })
      : [],
  );
  const ids = released.map(({ image }) => image);
  const keys = released.map(({ key }) => key);
  if (release && ids.length === 0) {
    const none = { "agreed-only": [], "refined-only": [], union: [], intersection: [] };
    return { ids, keys, valid: [], originals: [], others: none, proposers: new Set(), formers: new Map() };
  }
  const { valid, originals, others, proposers } = await labelsOfRelease({ db }, { project, number })(
    keys,
    "",
  );
  return {
    ids,
    keys,
    valid,
    originals: originals ?? keys.map(() => []),
    others,
    proposers: new Set(proposers),
    formers: release ? await findFormers(db, project, labelVersionOf(release)) : new Map(),
  };
}

/** As strings compare, which is how a list of images is read on from a key. */
const inOrderOfKeys = <Image extends { key: string }>(images: readonly Image[]) =>
  images.toSorted((a, b) => (a.key < b.key ? -1 : 1));
