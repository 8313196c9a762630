import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { findEmbeddingSet, insertEmbeddingSet, insertEmbeddings } from "../../db/embeddings.ts";
import type { Db } from "../../db/schema.ts";
import type { EmbeddingOutput } from "../../inference/inspection/findEmbedding.ts";
import type { InspectedModel } from "../../inference/inspection/inspectModel.ts";
import type { Outcome } from "../models/classifyImages.ts";

/** The tensor that is a model's embedding: named in its card, or found in the file; null where there is none. */
export function embeddingOf(
  { embedding, output }: ModelCard,
  { outputs }: Pick<InspectedModel, "outputs">,
): EmbeddingOutput | null {
  return embedding ?? outputs.find(({ name }) => name === output.name)?.embedding ?? null;
}

/**
 * Finds a project's embeddings by a model, or begins a new set.
 *
 * @throws Failure `conflict` where embeddings of another tensor of the same model are stored
 */
export async function ensureEmbeddings(
  db: Db,
  which: { project: string; model: string; name: string },
  { output, size }: EmbeddingOutput,
  createdAt: string,
): Promise<void> {
  const { project, model, name } = which;
  const set = await findEmbeddingSet(db, which);
  if (!set) {
    const row = { projectId: project, modelId: model, output, size, sourceJson: null, createdAt };
    return insertEmbeddingSet(db, { ...row, completedAt: null });
  }
  if (set.output === output && set.size === size) return;
  throw new Failure(
    "conflict",
    `The project has embeddings by ${name} of the tensor ${set.output} (${set.size} numbers), and its card names ` +
      `${output} (${size}). Use that card, or make a project of its own for this one.`,
  );
}

/** Stores what a model saw in images, as part of the transaction that records the outcome for them. */
export async function storeEmbeddings(
  db: Db,
  which: { project: string; model: string; size: number },
  outcomes: readonly Outcome[],
): Promise<void> {
  const seen = outcomes.flatMap(({ image, found }) =>
    found?.embedding ? [{ image, numbers: found.embedding }] : [],
  );
  const rows = new Float32Array(seen.length * which.size);
  for (const [at, { numbers }] of seen.entries()) rows.set(numbers, at * which.size);
  await insertEmbeddings(db, which, {
    images: seen.map(({ image }) => image),
    rows,
    failures: outcomes.flatMap(({ image, failure }) => (failure === undefined ? [] : [{ image, failure }])),
  });
}
