import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { carryOriginals, carryRanking } from "../../core/labels/labelFate.ts";
import { packRanking } from "../../core/proposals/packRanking.ts";
import { pickProposals } from "../../core/proposals/pickProposals.ts";
import { listOriginalLabelsOf } from "../../db/images/image.ts";
import { findFormers, listLabelTotals } from "../../db/labels/labelSpace.ts";
import { ensureModel, type Model } from "../../db/models.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import {
  countUnpredicted,
  insertPredictions,
  listFailedPredictions,
  listUnpredicted,
} from "../../db/proposals/prediction.ts";
import { areProposalsFrozen, writeProposals } from "../../db/proposals/proposal.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import type { Context } from "../context.ts";
import { embeddingOf, ensureEmbeddings, storeEmbeddings } from "../embeddings/ensureEmbeddings.ts";
import type { Refusal } from "../images/importSource.ts";
import type { JobInput } from "../jobProgress.ts";
import { checkStoredCard } from "../models/checkStoredCard.ts";
import type { Outcome } from "../models/classifyImages.ts";
import { classifyMissing } from "../models/classifyMissing.ts";
import { predictionDepth } from "./importPredictions.ts";

export interface ProposalReport {
  model: string;
  /** Images that got proposals in this run. */
  proposed: number;
  /** Images on which this model failed, in this run or an earlier one. */
  failed: Refusal[];
}

/** A prediction comes from a single model: the first bit. */
const onlyModel = 1;

/**
 * Lets a classifier propose labels for every image that it has not seen, and stores its embeddings of them in the same
 * pass. The missing predictions are the cursor: if the run is killed and restarted, at most one chunk is classified
 * twice. Once annotation has started, images that have proposals keep them, whatever model comes later.
 *
 * @param input.modelFile absolute path of the ONNX file
 * @throws Failure `bad-request` where the model knows other labels than the project, `not-found` where an import root
 * is gone; `conflict` where the same file was used with another card; those of `checkModel` and `startClassifier`
 */
export async function proposeLabels(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: JobInput & { project: string; card: ModelCard; modelFile: string; run?: Partial<RunOptions> },
): Promise<ProposalReport> {
  const { card, modelFile, run } = input;
  const project = await getProject(ctx.db, input.project);
  checkLabelSpace(card, project, await listLabelTotals(ctx.db, project));
  const embedding = embeddingOf(card, await checkModel(modelFile, card, run?.maxModelBytes)) ?? undefined;
  const model = await ensureModel(ctx.db, card, ctx.now().toISOString());
  await checkStoredCard(ctx.db, model, card);
  const which = {
    project: project.id,
    model: model.id,
    frozen: await areProposalsFrozen(ctx.db, project.id),
  };
  if (embedding) {
    const set = { project: project.id, model: model.id, name: card.name };
    await ensureEmbeddings(ctx.db, set, embedding, ctx.now().toISOString());
  }
  const total = await countUnpredicted(ctx.db, which);
  let proposed = 0;
  await classifyMissing(ctx, input, {
    ...{ model: model.id, step: "Proposing labels", total },
    // More labels than are shown: models can only be combined as deep as their predictions are stored.
    start: {
      ...{ card, modelFile, embedding, ...run },
      topK: Math.max(predictionDepth, project.settings.topK),
    },
    list: (page) => listUnpredicted(ctx.db, { ...which, ...page }),
    async store(db, outcomes, at) {
      if (embedding) {
        const set = { project: project.id, model: model.id, size: embedding.size };
        await storeEmbeddings(db, set, outcomes);
      }
      proposed += await storeResults(db, { project, model, outcomes, at });
    },
  });
  return { model: card.name, proposed, failed: await listFailedPredictions(ctx.db, project.id, model.id) };
}

/** A model has the labels of some point in time: labels added since come after its classes. */
function checkLabelSpace(
  { name, labelSpace, output }: ModelCard,
  project: Project,
  totals: ReadonlySet<number>,
): void {
  if (output.kind === "vector") {
    throw new Failure(
      "bad-request",
      `The model ${name} is an image tower, which knows no labels. Import vectors of the project's labels for it ` +
        "(import label-vectors), and propose with the classifier that this makes.",
    );
  }
  if (labelSpace !== project.labelSpaceKey) {
    throw new Failure(
      "bad-request",
      `The model ${name} knows the labels of ${labelSpace}, and the project “${project.name}” has those of ` +
        `${project.labelSpaceKey}. Take a model made for them.`,
    );
  }
  if (!totals.has(output.classes - output.offset)) {
    throw new Failure(
      "bad-request",
      `The model ${name} knows ${output.classes - output.offset} labels, and the project “${project.name}” has ` +
        `${project.labelCount}. Take a model made for them.`,
    );
  }
}

/** @returns how many images got proposals */
async function storeResults(
  db: Context["db"],
  {
    project,
    model,
    outcomes,
    at,
  }: { project: Project; model: Model; outcomes: readonly Outcome[]; at: string },
): Promise<number> {
  const originals = await listOriginalLabelsOf(
    db,
    outcomes.map(({ image }) => image),
  );
  const ranked = outcomes.map(({ image, found, failure }) => ({
    image,
    failure,
    ranking:
      found &&
      Array.from(found.labels, (label, rank) => ({ label, score: found.scores[rank]!, models: onlyModel })),
  }));
  await insertPredictions(
    db,
    ranked.map(({ image, ranking, failure }) => ({
      imageId: image,
      modelId: model.id,
      ranking: ranking ? Buffer.from(packRanking(ranking)) : null,
      failure: failure ?? null,
      createdAt: at,
    })),
  );
  const formers = await findFormers(db, project.id);
  const proposals = ranked.flatMap(({ image, ranking }) => {
    if (!ranking) return [];
    const picked = pickProposals(
      carryRanking(ranking, formers),
      carryOriginals(originals.get(image) ?? [], formers),
      project.settings,
    );
    const { topK: k, originalAlwaysProposed: withOriginal } = project.settings;
    const method = { how: "single" as const, k, withOriginal };
    return [{ image, ranking: picked, models: [model.id], method }];
  });
  await writeProposals(db, proposals, at);
  return proposals.length;
}
