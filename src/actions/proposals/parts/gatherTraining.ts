import { createHash } from "node:crypto";
import { carryOriginals } from "../../../core/labels/labelFate.ts";
import { seededShuffle } from "../../../core/seededRandom.ts";
import { findMemberImages } from "../../../db/embeddings.ts";
import { listOriginalLabelsOf } from "../../../db/images/image.ts";
import { listLeftOutOf } from "../../../db/images/leftOut.ts";
import { findFormers } from "../../../db/labels/labelSpace.ts";
import { findFinalLabelsOf } from "../../../db/outcome/finalLabels.ts";
import type { Db } from "../../../db/schema.ts";
import type { EmbeddedExemplars } from "../../embeddings/embedExemplars.ts";
import { type EmbeddingsOf, readEmbeddings } from "../../embeddings/readEmbeddings.ts";

/** What a probe learns from. */
export interface Training {
  /** In the order of the rows; those of exemplars come last. */
  images: string[];
  /** [labels, size] */
  rows: Float32Array;
  /** For each image, its final labels where it has them, else the original ones; then those of each exemplar. */
  labels: number[][];
  /** For each image, whether people decided its labels. */
  isDecided: boolean[];
  /** The project's own images with an embedding, labelled or not. */
  embedded: number;
  /** Hash of the training data: the same labels of the same images give the same probe. */
  sha256: string;
}

/** Maximum number of images held in memory; the others are scored like images without labels. */
const maxImages = 40_000;
/** Maximum count of numbers held in memory: with large embeddings, fewer images are learned from. */
const maxNumbers = 52e6;

/**
 * Images with their labels and embeddings, including those that left the project to show a label; gold images, whose
 * labels serve to check people, are excluded.
 */
export async function gatherTraining(
  db: Db,
  set: EmbeddingsOf,
  { seed, exemplars }: { seed: string; exemplars: EmbeddedExemplars | undefined },
): Promise<Training> {
  const labelsOf = new Map<string, number[]>();
  const hash = createHash("sha256").update(JSON.stringify([set.modelId, set.output, set.size]));
  const decided = new Set<string>();
  const formers = await findFormers(db, set.projectId);
  let embedded = 0;
  for await (const imageIds of findMemberImages(db, { project: set.projectId, model: set.modelId })) {
    // Images that left to show a label are still learned from, so that the same images give the same probe.
    embedded += imageIds.length - (await listLeftOutOf(db, imageIds)).size;
    const final = await findFinalLabelsOf(db, imageIds);
    const originals = await listOriginalLabelsOf(db, imageIds);
    for (const image of imageIds) {
      // An image in which people found no label gives nothing to learn from.
      const labels = carryOriginals(final.get(image) ?? originals.get(image) ?? [], formers);
      if (labels.length === 0) continue;
      if (final.has(image)) decided.add(image);
      labelsOf.set(image, labels);
      hash.update(JSON.stringify([image, labels]));
    }
  }
  const most = Math.max(1000, Math.min(maxImages, Math.floor(maxNumbers / set.size)));
  const all = [...labelsOf.keys()];
  const chosen = new Set(all.length > most ? seededShuffle(all, seed).slice(0, most) : all);
  const images: string[] = [];
  const labels: number[][] = [];
  const more = exemplars?.labels.length ?? 0;
  const rows = new Float32Array((chosen.size + more) * set.size);
  for await (const chunk of readEmbeddings({ db }, set, { withGold: true })) {
    for (const [at, image] of chunk.imageIds.entries()) {
      if (!chosen.has(image)) continue;
      rows.set(chunk.rows.subarray(at * set.size, (at + 1) * set.size), images.length * set.size);
      images.push(image);
      labels.push(labelsOf.get(image)!);
    }
  }
  if (exemplars && more > 0) {
    rows.set(exemplars.rows, images.length * set.size);
    hash.update(JSON.stringify([exemplars.ids, exemplars.labels]));
    labels.push(...exemplars.labels.map((label) => [label]));
  }
  const isDecided = images.map((image) => decided.has(image));
  return { images, rows, labels, isDecided, embedded, sha256: hash.digest("hex") };
}
