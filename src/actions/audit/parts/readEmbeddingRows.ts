import { basename } from "node:path";
import { normaliseRows } from "../../../core/audit/normaliseRows.ts";
import { badFile, badRow, quoted } from "../../../files/fileFailure.ts";
import { type EmbeddingFile, openEmbeddings } from "../../../files/predictions/embeddings/openEmbeddings.ts";
import { type Arranged, arrangeMany } from "../../embeddings/arrangeMany.ts";

export interface EmbeddingRows {
  /** [images, numbers], of unit length. */
  rows: Float32Array;
  /** How many numbers of a row are compared: fewer than `size` where the rows are arranged. */
  numbers: number;
  /** How many numbers the file has per image. */
  size: number;
  /** The image of each row of the file; undefined where the file does not name them. */
  images: string[] | undefined;
  /** How the rows are arranged, where there are too many to compare all pairs. */
  arranged: Arranged | undefined;
}

/** Maximum count of numbers held in memory. */
const maxNumbers = 1e9;

/**
 * Reads embeddings from a file, a row per image.
 *
 * @param options.array see `openEmbeddings`
 * @param options.most with more images than this, similar ones are grouped instead of comparing all pairs
 * @throws Failure `bad-file` with the row for a number that is not finite, or an embedding without direction;
 *   `wrong-usage` for another format
 */
export async function readEmbeddingRows(
  file: string,
  { array, most = Number.POSITIVE_INFINITY }: { array?: string | undefined; most?: number | undefined },
): Promise<EmbeddingRows> {
  const opened = await openEmbeddings(file, array);
  const { total, size } = await measure(file, opened, most);
  const named = new Set<string>();
  const read = () => readChecked(file, opened, named);
  if (total > most) {
    const onStill = (row: number) => {
      throw noDirection(file, row);
    };
    const arranged = await arrangeMany({ count: total, size, read }, onStill);
    return { rows: arranged.rows, numbers: arranged.size, size, images: namesOf(opened, named), arranged };
  }
  const rows = new Float32Array(total * size);
  for await (const block of read()) rows.set(block.rows, block.images[0]! * size);
  const still = normaliseRows(rows, size);
  if (still >= 0) throw noDirection(file, still);
  return { rows, numbers: size, size, images: namesOf(opened, named), arranged: undefined };
}

const namesOf = ({ namesImages }: EmbeddingFile, named: ReadonlySet<string>) =>
  namesImages ? [...named] : undefined;

const noDirection = (file: string, row: number) =>
  badRow(file, row + 1, "all its numbers are zero, so it is as far from everything: leave the image out.");

/** How many rows there are, and how many numbers each has. */
async function measure(
  file: string,
  { blocks }: EmbeddingFile,
  most: number,
): Promise<{ total: number; size: number }> {
  for await (const { total, width: size } of blocks()) {
    if (size < 2) throw badFile(file, "it has one number an image, and embeddings have many.");
    if (total <= most && total * size > maxNumbers) {
      throw badFile(
        file,
        `${total} embeddings of ${size} numbers are more than fit into memory. Reduce their size (a PCA to 256, say), or audit parts.`,
      );
    }
    return { total, size };
  }
  throw badFile(basename(file), "it has no rows.");
}

/** Blocks of the file, with the numbers of their rows. @param named receives the images of the rows */
async function* readChecked(
  file: string,
  { blocks }: EmbeddingFile,
  named: Set<string>,
): AsyncGenerator<{ images: number[]; rows: Float32Array }> {
  named.clear();
  for await (const { width, first, rows, numbers, images } of blocks()) {
    const wrong = numbers.findIndex((number) => !Number.isFinite(number));
    if (wrong >= 0) {
      const row = first + Math.floor(wrong / width) + 1;
      throw badRow(file, row, `it has ${numbers[wrong]}, which is no finite number.`);
    }
    for (const [at, image] of images?.entries() ?? []) {
      if (named.has(image)) throw badRow(file, first + at + 1, `the image ${quoted(image)} comes twice.`);
      named.add(image);
    }
    yield {
      images: Array.from({ length: rows }, (_, at) => first + at),
      rows: numbers instanceof Float32Array ? numbers : Float32Array.from(numbers),
    };
  }
}
