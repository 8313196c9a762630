import { Failure } from "../../contract/failure.ts";
import { type ModelCard, modelCard } from "../../contract/models/modelCard.ts";
import { packRanking, type RankedLabel } from "../../core/proposals/packRanking.ts";
import { pickProposals } from "../../core/proposals/pickProposals.ts";
import { type FileFinding, listOriginalLabelsOf, updateImageFile } from "../../db/images/image.ts";
import { countModelUse, ensureModel, type Model, updateModelCard } from "../../db/models.ts";
import { getProject, type Project } from "../../db/project/project.ts";
import {
  countUnpredicted,
  insertPredictions,
  listFailedPredictions,
  listUnpredicted,
  type UnpredictedImage,
} from "../../db/proposals/prediction.ts";
import { areProposalsFrozen, writeProposals } from "../../db/proposals/proposal.ts";
import { imageFailureReasons } from "../../files/images/imageFailure.ts";
import type { ClassifierResult, RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import { type Classifier, startClassifier } from "../../inference/startClassifier.ts";
import { releaseFiles } from "../../storage/releaseFiles.ts";
import type { Context } from "../context.ts";
import type { Refusal } from "../images/importSource.ts";
import { locateImage, notInside } from "../images/locateImage.ts";
import { type JobInput, storeProgress } from "../jobProgress.ts";
import { predictionDepth } from "./importPredictions.ts";

export interface ProposalReport {
  model: string;
  /** Images that got proposals now. */
  proposed: number;
  /** Images that this model cannot be asked about, now or in an earlier run. */
  failed: Refusal[];
}

const chunkSize = 64;

/** A prediction is one model's: the first bit. */
const onlyModel = 1;

/**
 * Has a classifier propose labels for every image that it has not seen. The missing predictions are the cursor: killed
 * and started again, at most one chunk is classified twice. Once annotation has started, images that have proposals
 * keep them, whatever model comes later.
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
  checkLabelSpace(card, project);
  await checkModel(modelFile, card, run?.maxModelBytes);
  const model = await ensureModel(ctx.db, card, ctx.now().toISOString());
  await checkStoredCard(ctx.db, model, card);
  const which = {
    project: project.id,
    model: model.id,
    frozen: await areProposalsFrozen(ctx.db, project.id),
  };
  const total = await countUnpredicted(ctx.db, which);
  let proposed = 0;
  if (total > 0) {
    // More than is shown: models can be combined only as deep as their predictions are stored.
    const topK = Math.max(predictionDepth, project.settings.topK);
    const classifier = await startClassifier({
      card,
      modelFile,
      topK,
      ...run,
    });
    try {
      for (let done = 0, after = ""; ; ) {
        input.signal?.throwIfAborted();
        const images = await listUnpredicted(ctx.db, { ...which, after, limit: chunkSize });
        const last = images.at(-1);
        if (!last) break;
        const results = await classify(ctx, classifier, images);
        checkNumbers(card, results);
        after = last.id;
        done += images.length;
        const progress = { step: "Proposing labels", done, total: Math.max(total, done) };
        const at = ctx.now().toISOString();
        proposed += await ctx.db.transaction().execute(async (db) => {
          await storeProgress(db, input, progress, at);
          return storeResults(db, { project, model, images, results, at });
        });
        input.onProgress?.(progress);
      }
    } finally {
      await classifier.close();
    }
  }
  return { model: card.name, proposed, failed: await listFailedPredictions(ctx.db, project.id, model.id) };
}

function checkLabelSpace({ name, labelSpace, output }: ModelCard, project: Project): void {
  if (labelSpace !== project.labelSpaceKey) {
    throw new Failure(
      "bad-request",
      `The model ${name} knows the labels of ${labelSpace}, and the project “${project.name}” has those of ` +
        `${project.labelSpaceKey}. Take a model made for them.`,
    );
  }
  if (output.classes - output.offset !== project.labelCount) {
    throw new Failure(
      "bad-request",
      `The model ${name} knows ${output.classes - output.offset} labels, and the project “${project.name}” has ` +
        `${project.labelCount}. Take a model made for them.`,
    );
  }
}

/** The same file with another preprocessing is another model: its predictions must not be mixed with the first's. */
async function checkStoredCard(
  db: Context["db"],
  { id, card: stored }: Model,
  card: ModelCard,
): Promise<void> {
  const whatCounts = ({ input, preprocessing, output, labelSpace }: ModelCard) =>
    JSON.stringify(modelCard.parse({ ...card, input, preprocessing, output, labelSpace }));
  if (!stored || whatCounts(stored) === whatCounts(card)) return;
  const { predictions } = await countModelUse(db, id);
  if (predictions === 0) return updateModelCard(db, id, card);
  throw new Failure(
    "conflict",
    `${predictions} predictions were made with another card of the model ${card.name}: the same file, prepared in ` +
      "another way. Use that card, or make a project of its own for this one.",
  );
}

/**
 * A model whose numbers are not what its card says would be wrong on every image.
 *
 * @throws Failure `bad-file`
 */
export function checkNumbers(card: ModelCard, results: readonly ClassifierResult[]): void {
  for (const result of results) {
    if ("failure" in result && result.failure.reason === "contradicts-card")
      throw new Failure("bad-file", result.failure.message);
  }
  const classified = results.filter((result) => "labels" in result);
  const areNormalised = classified.length > 0 && classified.every(({ isNormalised }) => isNormalised);
  if (card.output.kind === "logits" && areNormalised && card.output.classes > 1) {
    throw new Failure(
      "bad-file",
      `The model ${card.name} gives numbers that are not negative and whose sum is 1 or 100, so they are no logits, as ` +
        "its card says. Set output.kind to probabilities in the card; where the sum is 100, export the model without " +
        "that factor.",
    );
  }
}

/** The results in the order of the images. */
async function classify(
  ctx: Pick<Context, "storage">,
  classifier: Classifier,
  images: readonly UnpredictedImage[],
): Promise<ClassifierResult[]> {
  const files = await Promise.all(images.map((image) => locateImage(ctx, image)));
  const readable = images.flatMap(({ id }, at) => (files[at] ? [{ id, path: files[at].path }] : []));
  try {
    const results = await classifier.classify(readable);
    const byImage = new Map(results.map((result) => [result.id, result]));
    return images.map(
      ({ id }) => byImage.get(id) ?? { id, failure: { reason: "missing", message: notInside } },
    );
  } finally {
    await releaseFiles(files);
  }
}

/** @returns how many images got proposals */
async function storeResults(
  db: Context["db"],
  {
    project,
    model,
    images,
    results,
    at,
  }: {
    project: Project;
    model: Model;
    images: readonly UnpredictedImage[];
    results: readonly ClassifierResult[];
    at: string;
  },
): Promise<number> {
  const originals = await listOriginalLabelsOf(
    db,
    images.map(({ id }) => id),
  );
  const outcomes = images.map((image, index) => ({ image: image.id, ...evaluate(image, results[index]!) }));
  for (const { image, finding } of outcomes) if (finding) await updateImageFile(db, image, finding);
  await insertPredictions(
    db,
    outcomes.map(({ image, ranking, failure }) => ({
      imageId: image,
      modelId: model.id,
      ranking: ranking ? Buffer.from(packRanking(ranking)) : null,
      failure: failure ?? null,
      createdAt: at,
    })),
  );
  const proposals = outcomes.flatMap(({ image, ranking }) => {
    if (!ranking) return [];
    const picked = pickProposals(ranking, originals.get(image) ?? [], project.settings);
    const { topK: k, originalAlwaysProposed: withOriginal } = project.settings;
    const method = { how: "single" as const, k, withOriginal };
    return [{ image, ranking: picked, models: [model.id], method }];
  });
  await writeProposals(db, proposals, at);
  return proposals.length;
}

/** What a result means: for the image's file, where that was not known or is bad, and for its labels. */
function evaluate(
  image: UnpredictedImage,
  result: ClassifierResult,
): { finding?: FileFinding; ranking?: RankedLabel[]; failure?: string } {
  if ("failure" in result) {
    const { reason, message: failure } = result.failure;
    const isOfFile = (imageFailureReasons as readonly string[]).includes(reason);
    return isOfFile ? { finding: { failure }, failure } : { failure };
  }
  const { file, labels, scores } = result;
  if (image.sha256 !== null && image.sha256 !== file.sha256) {
    const failure = "The file has changed since it was imported. Put the old file back.";
    return { finding: { failure }, failure };
  }
  const ranking = Array.from(labels, (label, rank) => ({ label, score: scores[rank]!, models: onlyModel }));
  return image.fileState === "ok" ? { ranking } : { finding: file, ranking };
}
