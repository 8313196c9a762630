import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { ModelCard } from "../../../contract/models/modelCard.ts";
import { normaliseRows } from "../../../core/audit/normaliseRows.ts";
import { makeThumbprint, thumbprintSize } from "../../../core/audit/thumbprint.ts";
import { decodeImage } from "../../../files/images/decodeImage.ts";
import { listImageFiles } from "../../../files/images/listImageFiles.ts";
import type { RunOptions } from "../../../inference/classifierMessages.ts";
import { checkModel } from "../../../inference/inspection/inspectModel.ts";
import { startClassifier } from "../../../inference/startClassifier.ts";
import { embeddingOf } from "../../embeddings/ensureEmbeddings.ts";
import type { Progress } from "../../jobProgress.ts";
import { checkNumbers } from "../../models/classifyImages.ts";

/** Two identical files. */
export interface Copy {
  first: string;
  second: string;
  same: "file" | "pixels";
}

/** What is known about a folder's images, in the order of their keys. */
export interface SeenFolder {
  keys: string[];
  /** [images, size], of unit length. */
  rows: Float32Array;
  size: number;
  /** [images, thumbprintSize]. */
  prints: Uint8Array;
  copies: Copy[];
  /** Hashes of each file and of its pixels. */
  hashes: { file: string; pixels: string }[];
  refused: { file: string; reason: string }[];
}

const imagesAtOnce = 64;

/**
 * Looks at all images of a folder: through a model, and at their pixels.
 *
 * @throws Failure `bad-request` where the model has no embedding; those of `listImageFiles` and `startClassifier`
 */
export async function embedFolder(
  folder: string,
  { card, modelFile, run }: { card: ModelCard; modelFile: string; run?: Partial<RunOptions> },
  onProgress: (progress: Progress) => void = () => {},
): Promise<SeenFolder> {
  const listed = await listImageFiles(folder);
  const refused = listed.refused.map(({ path, message }) => ({ file: path, reason: message }));
  const { images } = listed;
  if (images.length === 0) throw new Failure("bad-file", `There is no image in ${folder}.`);
  const embedding = embeddingOf(card, await checkModel(modelFile, card, run?.maxModelBytes));
  if (!embedding) {
    throw new Failure(
      "bad-request",
      `What the model ${card.name} sees of an image is not known: it names no embedding.`,
    );
  }
  const { size } = embedding;
  const rows = new Float32Array(images.length * size);
  const prints = new Uint8Array(images.length * thumbprintSize);
  const keys: string[] = [];
  const hashes: SeenFolder["hashes"] = [];
  const classifier = await startClassifier({ card, modelFile, topK: 0, embedding, ...run });
  try {
    for (let first = 0; first < images.length; first += imagesAtOnce) {
      const some = images.slice(first, first + imagesAtOnce);
      const paths = some.map(({ path }) => join(folder, path));
      const [results, pictures] = await Promise.all([
        classifier.classify(some.map(({ key }, at) => ({ id: key, path: paths[at]! }))),
        Promise.all(paths.map(lookAt)),
      ]);
      checkNumbers(card, results);
      for (const [at, { key, path }] of some.entries()) {
        const result = results[at]!;
        const picture = pictures[at]!;
        if ("failure" in result || picture === undefined) {
          const reason = "failure" in result ? result.failure.message : "It could not be decoded.";
          refused.push({ file: path, reason });
          continue;
        }
        const row = rows.subarray(keys.length * size, (keys.length + 1) * size);
        row.set(result.embedding!);
        if (normaliseRows(row, size) >= 0) {
          refused.push({ file: path, reason: "The model sees nothing in it: its embedding is all zeros." });
          continue;
        }
        prints.set(picture.print, keys.length * thumbprintSize);
        keys.push(key);
        hashes.push({ file: picture.file, pixels: picture.pixels });
      }
      const done = Math.min(images.length, first + imagesAtOnce);
      onProgress({ step: "Looking at images", done, total: images.length });
    }
  } finally {
    await classifier.close();
  }
  return {
    keys,
    rows: rows.subarray(0, keys.length * size),
    size,
    prints: prints.subarray(0, keys.length * thumbprintSize),
    copies: findCopies({ keys, hashes }),
    hashes,
    refused,
  };
}

type Hashed = Pick<SeenFolder, "keys" | "hashes">;

/** Files that are identical, byte for byte or pixel for pixel: each with the first of these images or of `others`. */
export function findCopies({ keys, hashes }: Hashed, others?: Hashed): Copy[] {
  const known = new Map<string, string>();
  const remember = (key: string, { file, pixels }: { file: string; pixels: string }) => {
    for (const hash of [file, pixels]) if (!known.has(hash)) known.set(hash, key);
  };
  if (others) for (const [at, hash] of hashes.entries()) remember(keys[at]!, hash);
  const searched = others ?? { keys, hashes };
  return searched.hashes.flatMap((hash, at) => {
    const key = searched.keys[at]!;
    const twin = known.get(hash.file) ?? known.get(hash.pixels);
    const same = known.has(hash.file) ? "file" : "pixels";
    if (!others) remember(key, hash);
    return twin === undefined ? [] : [{ first: twin, second: key, same } as const];
  });
}

/** Hashes of a file and of its pixels, and its thumbprint; undefined for anything that is not an image. */
async function lookAt(
  path: string,
): Promise<{ file: string; pixels: string; print: Uint8Array } | undefined> {
  const bytes = await readFile(path).catch(() => undefined);
  const decoded = bytes && (await decodeImage(bytes));
  if (!decoded?.ok) return undefined;
  const { pixels } = decoded;
  return {
    file: `file ${createHash("sha256").update(bytes!).digest("hex")}`,
    pixels: `${pixels.width} x ${pixels.height} ${createHash("sha256").update(pixels.data).digest("hex")}`,
    print: makeThumbprint(pixels),
  };
}
