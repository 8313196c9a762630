import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { type FileFinding, updateImageFile } from "../../db/images/image.ts";
import type { ImageToRead } from "../../db/images/imagesToRead.ts";
import type { Db } from "../../db/schema.ts";
import { imageFailureReasons } from "../../files/images/imageFailure.ts";
import type { Classified, ClassifierResult } from "../../inference/classifierMessages.ts";
import type { Classifier } from "../../inference/startClassifier.ts";
import { releaseFiles } from "../../storage/releaseFiles.ts";
import type { Context } from "../context.ts";
import { locateImage, notInside } from "../images/locateImage.ts";

/** The outcome for an image that a model was asked about. */
export interface Outcome {
  image: string;
  /** What is now known about its file, where that is new or bad. */
  finding?: FileFinding;
  found?: Classified;
  failure?: string;
}

/**
 * Runs a model on images; their files are verified as they are read.
 *
 * @returns the outcome of each, in their order
 * @throws Failure `not-found` where an import root is gone; `bad-file` where the model's output does not match its
 * card; those of `Classifier.classify`
 */
export async function classifyImages(
  ctx: Pick<Context, "storage">,
  classifier: Pick<Classifier, "classify">,
  card: ModelCard,
  images: readonly ImageToRead[],
): Promise<Outcome[]> {
  const files = await Promise.all(images.map((image) => locateImage(ctx, image)));
  const readable = images.flatMap(({ id }, at) => (files[at] ? [{ id, path: files[at].path }] : []));
  try {
    const results = await classifier.classify(readable);
    checkNumbers(card, results);
    const byImage = new Map(results.map((result) => [result.id, result]));
    return images.map((image) => {
      const missing = { id: image.id, failure: { reason: "missing", message: notInside } } as const;
      return { image: image.id, ...evaluate(image, byImage.get(image.id) ?? missing) };
    });
  } finally {
    await releaseFiles(files);
  }
}

/** Stores the findings about the files. */
export async function storeFindings(db: Db, outcomes: readonly Outcome[]): Promise<void> {
  for (const { image, finding } of outcomes) if (finding) await updateImageFile(db, image, finding);
}

function evaluate(image: ImageToRead, result: ClassifierResult): Omit<Outcome, "image"> {
  if ("failure" in result) {
    const { reason, message: failure } = result.failure;
    const isOfFile = (imageFailureReasons as readonly string[]).includes(reason);
    return isOfFile ? { finding: { failure }, failure } : { failure };
  }
  if (image.sha256 !== null && image.sha256 !== result.file.sha256) {
    const failure = "The file has changed since it was imported. Put the old file back.";
    return { finding: { failure }, failure };
  }
  return image.fileState === "ok" ? { found: result } : { finding: result.file, found: result };
}

/**
 * A model whose output does not match its card would be wrong on every image.
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
