import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { countUnembedded, listFailedEmbeddings, listUnembedded } from "../../db/embeddings.ts";
import { ensureModel } from "../../db/models.ts";
import { getProject } from "../../db/project/project.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import type { Context } from "../context.ts";
import type { Refusal } from "../images/importSource.ts";
import type { JobInput } from "../jobProgress.ts";
import { checkStoredCard } from "../models/checkStoredCard.ts";
import { classifyMissing } from "../models/classifyMissing.ts";
import { embeddingOf, ensureEmbeddings, storeEmbeddings } from "./ensureEmbeddings.ts";

export interface EmbeddingReport {
  /** Id of the model. */
  id: string;
  model: string;
  output: string;
  size: number;
  /** Images that got an embedding in this run. */
  embedded: number;
  /** Images that could not get one, in this run or an earlier one. */
  failed: Refusal[];
}

/**
 * Stores the embedding of every image that lacks one, whatever labels the model was made for. The missing embeddings
 * are the cursor: if the run is killed and restarted, at most one chunk is computed twice.
 *
 * @param input.modelFile absolute path of the ONNX file
 * @throws Failure `bad-request` where the model has no embedding; `not-found` where an import root is gone; `conflict`
 * (see `ensureEmbeddings`, `checkStoredCard`); those of `checkModel` and `startClassifier`
 */
export async function embedImages(
  ctx: Pick<Context, "db" | "storage" | "now">,
  input: JobInput & { project: string; card: ModelCard; modelFile: string; run?: Partial<RunOptions> },
): Promise<EmbeddingReport> {
  const { card, modelFile, run } = input;
  const project = await getProject(ctx.db, input.project);
  const inspected = await checkModel(modelFile, card, run?.maxModelBytes);
  const embedding = embeddingOf(card, inspected);
  if (!embedding) {
    throw new Failure(
      "bad-request",
      `The last layer of the model ${card.name} is not a linear one, so what it sees of an image is not known. Name ` +
        "the tensor in its card: embedding.output, and how many numbers it has: embedding.size.",
    );
  }
  const at = () => ctx.now().toISOString();
  const model = await ensureModel(ctx.db, card, at());
  await checkStoredCard(ctx.db, model, card);
  const which = { project: project.id, model: model.id, size: embedding.size };
  await ensureEmbeddings(ctx.db, { ...which, name: card.name }, embedding, at());
  const total = await countUnembedded(ctx.db, which);
  let embedded = 0;
  await classifyMissing(ctx, input, {
    ...{ model: model.id, step: "Computing embeddings", total },
    start: { card, modelFile, topK: 0, embedding, ...run },
    list: (page) => listUnembedded(ctx.db, { ...which, ...page }),
    async store(db, outcomes) {
      await storeEmbeddings(db, which, outcomes);
      embedded += outcomes.filter(({ found }) => found).length;
    },
  });
  return {
    id: model.id,
    model: card.name,
    ...embedding,
    embedded,
    failed: await listFailedEmbeddings(ctx.db, which),
  };
}
