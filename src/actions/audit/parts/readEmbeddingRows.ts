import { basename } from "node:path";
import { badFile, badRow } from "../../../files/fileFailure.ts";
import { openEmbeddings } from "../../../files/predictions/openEmbeddings.ts";
import { readNpyBlocks } from "../../../files/predictions/readNpyRows.ts";

export interface EmbeddingRows {
  /** [images, size]. */
  rows: Float32Array;
  size: number;
}

/** More numbers are not held in memory. */
const maxNumbers = 1e9;

/**
 * Reads embeddings of a NumPy file, a row per image.
 *
 * @param array of .npz files: which array
 * @throws Failure `bad-file` with the row for what is no finite number; `wrong-usage` for another format
 */
export async function readEmbeddingRows(file: string, array?: string): Promise<EmbeddingRows> {
  let rows: Float32Array | undefined;
  let size = 0;
  for await (const { header, first, numbers } of readNpyBlocks(openEmbeddings(file, array), file)) {
    if (rows === undefined) {
      size = header.width;
      if (size < 2) throw badFile(file, "it has one number an image, and embeddings have many.");
      if (header.rows * size > maxNumbers) {
        throw badFile(
          file,
          `${header.rows} embeddings of ${size} numbers are more than fit into memory. Reduce their size (a PCA to 256, say), or audit parts.`,
        );
      }
      rows = new Float32Array(header.rows * size);
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
  }
  if (rows === undefined) throw badFile(basename(file), "it has no rows.");
  return { rows, size };
}
