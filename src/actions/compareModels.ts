import type { z } from "zod";
import type { getModels as contract } from "../contract/models.ts";
import { makeComparison } from "../core/makeComparison.ts";
import type { RankedLabel } from "../core/packRanking.ts";
import { listFinalLabels } from "../db/finalLabels.ts";
import { listOriginalsByImage } from "../db/originalLabel.ts";
import { listPredictors, type Predictor } from "../db/predictor.ts";
import { getProject } from "../db/project.ts";
import { listProposalSources } from "../db/proposal.ts";
import { listRankings } from "../db/storedRanking.ts";
import type { Context } from "./context.ts";

/** What Beyer et al. (2020) asked of theirs. */
const targetRecall = 0.97;
/** While a page is waited for, other people wait too: 2^12 subsets are no time. */
const mostSearched = 12;
const imagesAtOnce = 200;

/**
 * Judges the models of a project by its final labels so far. Only models that predicted at least half of the images
 * with final labels are compared, on the images that all of these predicted: on the same images, or not at all. Of
 * a ranking as many labels count as the project proposes.
 */
export async function compareModels(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const { topK } = (await getProject(db, project)).settings;
  const final = await listFinalLabels(db, project);
  const predictors = await listPredictors(db, project);
  const sources = await listProposalSources(db, project);
  const proposers = new Set(sources.flatMap(({ models }) => models));
  const rankings = await readRankings();
  const models = nameEach(predictors).map(({ id, name }) => {
    const finalImages = final.filter(({ image }) => rankings.get(image)?.has(id)).length;
    const proposer = proposers.has(id);
    return { id, name, proposer, finalImages, compared: final.length > 0 && finalImages * 2 >= final.length };
  });
  const compared = models.filter((model) => model.compared);
  const images = final.filter(({ image }) => compared.every(({ id }) => rankings.get(image)?.has(id)));
  const originals = await listOriginalsByImage(db, project);

  return {
    finalImages: final.length,
    models: models.map(({ id: _, ...model }) => model),
    comparison:
      compared.length === 0 || images.length === 0
        ? null
        : makeComparison(
            compared.map(({ id, name, proposer }) => ({
              model: name,
              proposer,
              top: flatten(images.map(({ image }) => rankings.get(image)?.get(id) ?? [])),
            })),
            {
              valid: images.map(({ labels }) => labels),
              originals: images.map(({ image }) => originals.get(image) ?? []),
              relative: true,
              targetRecall,
              mostSearched,
            },
          ),
  };

  /** Label indices by image, then by model. */
  async function readRankings(): Promise<Map<string, Map<string, Int32Array>>> {
    const ids = predictors.map(({ id }) => id);
    const byImage = new Map<string, Map<string, Int32Array>>();
    for (let first = 0; first < final.length; first += imagesAtOnce) {
      const some = final.slice(first, first + imagesAtOnce).map(({ image }) => image);
      for (const [image, byModel] of await listRankings(db, some, ids)) {
        byImage.set(
          image,
          new Map([...byModel].map(([model, ranking]) => [model, labelsOf(ranking.slice(0, topK))])),
        );
      }
    }
    return byImage;
  }
}

const labelsOf = (ranking: readonly RankedLabel[]) => Int32Array.from(ranking, ({ label }) => label);

/** Rankings of any length as rows of the longest one's, filled up with -1. */
function flatten(rankings: readonly ArrayLike<number>[]) {
  const depth = rankings.reduce((most, { length }) => Math.max(most, length), 1);
  const labels = new Int32Array(rankings.length * depth).fill(-1);
  rankings.forEach((ranking, image) => {
    labels.set(ranking, image * depth);
  });
  return { depth, labels };
}

/** Two models of one name are told apart by the beginning of their hash. */
const nameEach = (predictors: readonly Predictor[]) =>
  predictors.map(({ id, name, sha256 }) => ({
    id,
    name:
      predictors.filter((other) => other.name === name).length > 1 ? `${name} ${sha256.slice(0, 6)}` : name,
  }));
