import type { ModelCard } from "../../contract/models/modelCard.ts";
import { getExemplarFile, listExemplars } from "../../db/exemplars.ts";
import { listLabelsOfImages } from "../../db/images/originalLabel.ts";
import { getProject } from "../../db/project/project.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { checkModel } from "../../inference/inspection/inspectModel.ts";
import { startClassifier } from "../../inference/startClassifier.ts";
import { releaseFiles } from "../../storage/releaseFiles.ts";
import type { Context } from "../context.ts";
import { locateImage } from "../images/locateImage.ts";
import { embeddingOf } from "./ensureEmbeddings.ts";

/** What a model sees in exemplars, for labels that no image has. */
export interface EmbeddedExemplars {
  ids: string[];
  /** [ids, size] */
  rows: Float32Array;
  /** The label of each exemplar. */
  labels: number[];
}

/**
 * Embeds the exemplars of those labels that no image of a project has as its original one, so that a probe can learn
 * them too. There are few of them, so they are computed when needed; a photo that cannot be read is left out.
 *
 * @throws Failure those of `checkModel` and `startClassifier`
 */
export async function embedExemplars(
  ctx: Pick<Context, "db" | "storage">,
  input: { project: string; card: ModelCard; modelFile: string; run?: Partial<RunOptions> },
): Promise<EmbeddedExemplars> {
  const { card, modelFile, run } = input;
  const project = await getProject(ctx.db, input.project);
  const known = await listLabelsOfImages(ctx.db, project.id);
  const all = await listExemplars(ctx.db, project.id, project.exemplarVersion);
  const wanted = all.filter(({ labelIndex }) => !known.has(labelIndex));
  const none = { ids: [], rows: new Float32Array(), labels: [] };
  if (wanted.length === 0) return none;
  const embedding = embeddingOf(card, await checkModel(modelFile, card, run?.maxModelBytes));
  if (!embedding) return none;
  const classifier = await startClassifier({ card, modelFile, topK: 0, embedding, ...run });
  const files = await Promise.all(
    wanted.map(async ({ id }) => locateImage(ctx, await getExemplarFile(ctx.db, id)).catch(() => undefined)),
  );
  try {
    const readable = wanted.flatMap(({ id }, at) => (files[at] ? [{ id, path: files[at].path }] : []));
    const results = await classifier.classify(readable);
    const labelOf = new Map(wanted.map(({ id, labelIndex }) => [id, labelIndex]));
    const seen = results.flatMap((result) =>
      "embedding" in result && result.embedding ? [{ id: result.id, row: result.embedding }] : [],
    );
    const rows = new Float32Array(seen.length * embedding.size);
    for (const [at, { row }] of seen.entries()) rows.set(row, at * embedding.size);
    return { ids: seen.map(({ id }) => id), rows, labels: seen.map(({ id }) => labelOf.get(id)!) };
  } finally {
    await classifier.close();
    await releaseFiles(files);
  }
}
