import { basename } from "node:path";
import { badFile, badRow, quoted } from "../../../files/fileFailure.ts";
import { openEmbeddings } from "../../../files/predictions/openEmbeddings.ts";

export interface EmbeddingRows {
  /** [images, size]. */
  rows: Float32Array;
  size: number;
  /** The image of each row, where the file names them. */
  images: string[] | undefined;
}

/** More numbers are not held in memory. */
const maxNumbers = 1e9;

/**
 * Reads embeddings of a file, a row per image.
 *
 * @param array see `openEmbeddings`
 * @throws Failure `bad-file` with the row for what is no finite number; `wrong-usage` for another format
 */
export async function readEmbeddingRows(file: string, array?: string): Promise<EmbeddingRows> {
  let rows: Float32Array | undefined;
  let size = 0;
  const named = new Set<string>();
  const { namesImages, blocks } = await openEmbeddings(file, array);
  for await (const { total, width, first, numbers, images } of blocks()) {
    if (rows === undefined) {
      size = width;
      if (size < 2) throw badFile(file, "it has one number an image, and embeddings have many.");
      if (total * size > maxNumbers) {
        throw badFile(
          file,
          `${total} embeddings of ${size} numbers are more than fit into memory. Reduce their size (a PCA to 256, say), or audit parts.`,
        );
      }
      rows = new Float32Array(total * size);
    }
    const wrong = numbers.findIndex((number) => !Number.isFinite(number));
    if (wrong >= 0) {
      throw badRow(
        file,
        first + Math.floor(wrong / size) + 1,
        `it has ${numbers[wrong]}, which is no finite number.`,
      );
    }
    rows.set(numbers, first * size);
    for (const [at, image] of images?.entries() ?? []) {
      if (named.has(image)) throw badRow(file, first + at + 1, `the image ${quoted(image)} comes twice.`);
      named.add(image);
    }
  }
  if (rows === undefined) throw badFile(basename(file), "it has no rows.");
  return { rows, size, images: namesImages ? [...named] : undefined };
}
