import { extname } from "node:path";
import { Failure } from "../contract/failure.ts";
import { openPredictions } from "./predictions/openPredictions.ts";
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
  labels: ArrayLike<number> | null;
  scores: ArrayLike<number> | null;
}

/** A number of rows that is worth the wait for the next ones. */
const rowsAtOnce = 512;

/**
 * Reads a model's predictions of a list of images, some rows at a time, in any format that predictions are imported in.
 * In .npy and .npz files, row i is image i of the list, and all images must have one.
 *
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage` for an unknown format
 */
export async function* readPredictionRows(
  file: string,
  about: PredictedImages,
): AsyncGenerator<PredictionRow[]> {
  const { keys, imagesFile } = about;
  if (extname(file).toLowerCase() === ".npy") {
    yield* readNpy(file, about);
    return;
  }
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
    waiting.push({ image, row, labels: found.labels, scores: found.scores });
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

async function* readNpy(
  file: string,
  { keys, imagesFile }: PredictedImages,
): AsyncGenerator<PredictionRow[]> {
  const check = (rows: number) => {
    if (rows === keys.length) return;
    throw new Failure(
      "bad-file",
      `${file} has ${rows} rows, but ${imagesFile} names ${keys.length} images. Row i of one must be row i of the other.`,
    );
  };
  let any = false;
  for await (const { header, first, rows, numbers } of readNpyBlocks(readFileChunks(file), file)) {
    check(header.rows);
    any = true;
    const { width, type } = header;
    yield Array.from({ length: rows }, (_, at) => {
      const values = numbers.subarray(at * width, (at + 1) * width);
      const image = first + at;
      return type.isIndex
        ? { image, row: image, labels: values, scores: null }
        : { image, row: image, labels: null, scores: values };
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
  return { key: image.normalize("NFC").replace(/^(?:\.\/)+/, ""), labels: labels && found, scores };
}
