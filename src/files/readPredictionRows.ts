import { extname } from "node:path";
import { Failure } from "../contract/failure.ts";
import { imageName } from "./imageName.ts";
import type { PredictedImage } from "./predictions/predictedImage.ts";
import { readFileChunks } from "./predictions/readFileChunks.ts";
import { readNpyBlocks } from "./predictions/readNpyRows.ts";

/** The images that predictions are of. */
export interface PredictedImages {
  /** In the order of the rows of NumPy files. */
  keys: readonly string[];
  /** The file that names them, for messages. */
  imagesFile: string;
  /** What a row of a file that names its images means; label indices only, where it is not given. */
  resolve?: ResolveRow | undefined;
}

export type ResolveRow = (
  predicted: PredictedImage,
) => { key: string; labels: number[] | null; scores: ArrayLike<number> | null } | string;

/** What a model says of one image. */
export interface PredictionRow {
  /** Its position in the list of images. */
  image: number;
  /** Where it stands in the file, for messages. */
  row: number;
  /** Label indices, best first unless there are scores of them; null where scores are of every label in turn. */
  labels: RowLabels | null;
  scores: ArrayLike<number> | null;
}

/** A stretch of many rows' labels: a list of its own for each row of a large file would cost more than reading it. */
export interface RowLabels {
  values: ArrayLike<number>;
  /** Where the row begins. */
  from: number;
  length: number;
}

/** A number of rows that is worth the wait for the next ones. */
const rowsAtOnce = 512;

/**
 * Reads a model's predictions of a list of images, some rows at a time, in any format that predictions are imported in.
 * In .npy and .npz files, row i is image i of the list, and all images must have one.
 *
 * @param onBytes of a .npy file: told of all its bytes, once
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage` for an unknown format
 */
export async function* readPredictionRows(
  file: string,
  about: PredictedImages,
  onBytes?: (bytes: Uint8Array) => void,
): AsyncGenerator<PredictionRow[]> {
  const { keys, imagesFile } = about;
  if (isNpy(file)) {
    yield* readNpy(file, about, onBytes);
    return;
  }
  // The other formats' readers take longer to load than a .npy file to read.
  const { openPredictions } = await import("./predictions/openPredictions.ts");
  const isArchive = extname(file).toLowerCase() === ".npz";
  const { rows } = await openPredictions(file, isArchive ? { images: imagesFile } : {});
  const positions = new Map(keys.map((key, position) => [key, position]));
  const seen = new Uint8Array(keys.length);
  let waiting: PredictionRow[] = [];
  for await (const predicted of rows()) {
    const { row } = predicted;
    const refuse = (why: string) => new Failure("bad-file", `${file}, row ${row}: ${why}`, { row });
    const found = (about.resolve ?? resolveIndices)(predicted);
    if (typeof found === "string") throw refuse(found);
    const image = positions.get(found.key);
    if (image === undefined) {
      throw refuse(`${imagesFile} has no image “${found.key}”. Check that the files belong together.`);
    }
    if (seen[image] === 1) throw refuse(`the image “${found.key}” came before. Keep one row of it.`);
    seen[image] = 1;
    const { labels, scores } = found;
    waiting.push({
      image,
      row,
      labels: labels && { values: labels, from: 0, length: labels.length },
      scores,
    });
    if (waiting.length < rowsAtOnce) continue;
    yield waiting;
    waiting = [];
  }
  if (waiting.length > 0) yield waiting;
  const lacking = keys.filter((_, image) => seen[image] === 0);
  if (lacking.length > 0) {
    throw new Failure(
      "bad-file",
      `${file} has no prediction of ${lacking.length} of ${keys.length} images of ${imagesFile}, “${lacking[0]}” among them. All models are judged on the same images.`,
    );
  }
}

export const isNpy = (file: string) => extname(file).toLowerCase() === ".npy";

async function* readNpy(
  file: string,
  { keys, imagesFile }: PredictedImages,
  onBytes?: (bytes: Uint8Array) => void,
): AsyncGenerator<PredictionRow[]> {
  const check = (rows: number) => {
    if (rows === keys.length) return;
    throw new Failure(
      "bad-file",
      `${file} has ${rows} rows, but ${imagesFile} names ${keys.length} images. Row i of one must be row i of the other.`,
    );
  };
  let any = false;
  for await (const { header, first, rows, numbers } of readNpyBlocks(readFileChunks(file, onBytes), file)) {
    check(header.rows);
    any = true;
    const { width, type } = header;
    yield Array.from({ length: rows }, (_, at) => {
      const image = first + at;
      const from = at * width;
      return type.isIndex
        ? { image, row: image, labels: { values: numbers, from, length: width }, scores: null }
        : { image, row: image, labels: null, scores: numbers.subarray(from, from + width) };
    });
  }
  if (!any) check(0);
}

/** Labels as they are, if they are indices. */
function resolveIndices({ image, labels, scores }: PredictedImage): ReturnType<ResolveRow> {
  const found: number[] = [];
  for (const written of labels ?? []) {
    const index = typeof written === "number" ? written : /^\d{1,7}$/.test(written) ? Number(written) : -1;
    if (!Number.isInteger(index) || index < 0) {
      return `“${written}” is no label index. Name the labels with --label-space, or write indices.`;
    }
    found.push(index);
  }
  return { key: imageName(image), labels: labels && found, scores };
}
