import type { ProjectModels } from "../../contract/models/models.ts";
import { makeComparison } from "../../core/evaluation/ranking/makeComparison.ts";
import { carryOriginals } from "../../core/labels/labelFate.ts";
import { listOriginalsByImage } from "../../db/images/originalLabel.ts";
import { findFormers } from "../../db/labels/labelSpace.ts";
import { streamFinalLabels } from "../../db/outcome/finalLabels.ts";
import { getProject } from "../../db/project/project.ts";
import { listProposalSources } from "../../db/proposals/proposal.ts";
import type { Db } from "../../db/schema.ts";
import { readStoredPredictions } from "./parts/readStoredPredictions.ts";

/** The recall that Beyer et al. (2020) required of their proposals. */
const targetRecall = 0.97;
/** All 2^12 subsets are searched in no time. */
const maxSearched = 12;

/**
 * Evaluates the models of a project as proposers, by its final labels so far. From a ranking, as many labels count as
 * the project proposes.
 */
export async function compareModels(db: Db, { project }: { project: string }): Promise<ProjectModels> {
  const { topK } = (await getProject(db, project)).settings;
  const final = await Array.fromAsync(streamFinalLabels(db, project));
  const sources = await listProposalSources(db, project);
  const proposers = new Set(sources.flatMap(({ models }) => models));
  const ids = final.map(({ image }) => image);
  const formers = await findFormers(db, project);
  const { models, images, topOf } = await readStoredPredictions(db, {
    project,
    images: ids,
    depth: topK,
    formers,
  });
  const originals = await listOriginalsByImage(db, project);
  return {
    finalImages: final.length,
    models: models.map(({ id, shownName, predicted, compared }) => {
      return { name: shownName, proposer: proposers.has(id), finalImages: predicted, compared };
    }),
    comparison:
      images.length === 0
        ? null
        : makeComparison(
            models
              .filter(({ compared }) => compared)
              .map((model) => {
                return { model: model.shownName, proposer: proposers.has(model.id), top: topOf(model) };
              }),
            {
              valid: images.map((image) => final[image]!.labels),
              originals: images.map((image) => carryOriginals(originals.get(ids[image]!) ?? [], formers)),
              relative: true,
              targetRecall,
              maxSearched,
            },
          ),
  };
}
