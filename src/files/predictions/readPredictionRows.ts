import { basename, extname } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ScoreUnit } from "../../core/evaluation/scores/scoreUnit.ts";
import type { FileReading } from "../fileReading.ts";
import type { ClassMap } from "./classMap.ts";
import { numpyUsed } from "./numpy/numpyUsed.ts";
import { readNpyBlocks } from "./numpy/readNpyRows.ts";
import type { PredictedImage } from "./predictedImage.ts";
import { readFileChunks } from "./readFileChunks.ts";

/** The images that predictions are about, and how these are read. */
export interface PredictedImages {
  /** In the row order of NumPy files. */
  keys: readonly string[];
  /** The file that names them, for messages. */
  imagesFile: string;
  /** Interprets a row of a file that names its images; without it, labels must be indices. */
  resolve?: ResolveRow | undefined;
  /** For .npz files: which array. */
  array?: string | undefined;
  /** Set if classes are numbered differently from labels. */
  classMap?: ClassMap | undefined;
  /** 1 for the images that count: predictions for others, and for unlisted images, are left out. */
  wanted?: Uint8Array | undefined;
  /** Whether labels without scores and ranks are rankings even if all of them ascend, see `AscendingLists`. */
  ascendingRanks?: boolean | undefined;
}

export type ResolveRow = (
  predicted: PredictedImage,
) => { key: string; labels: number[] | null; scores: ArrayLike<number> | null } | string;

/** What a model says about one image. */
export interface PredictionRow {
  /** Its position in the list of images. */
  image: number;
  /** Its row in the file, for messages. */
  row: number;
  /** Label indices, best first unless they have scores; null if there is a score for every label in turn. */
  labels: RowLabels | null;
  scores: ArrayLike<number> | null;
}

/** A stretch of an array with many rows' labels: a separate list for each row would cost more than reading the file. */
export interface RowLabels {
  values: ArrayLike<number>;
  /** Where the row begins. */
  from: number;
  length: number;
}

/** Number of rows passed on at once. */
const rowsAtOnce = 512;

/** What is reported while a file is read. */
export interface PredictionListeners {
  /** For a .npy file without a class map: gets all its bytes, once. */
  onBytes?: (bytes: Uint8Array) => void;
  /** Gets what was read; complete once all rows have been. */
  onReading?: (reading: FileReading, unit: ScoreUnit | undefined) => void;
}

/**
 * Reads a model's predictions for a list of images, some rows at a time, in any format that can be imported. In .npy
 * and .npz files, row i is image i of the list. All images that count must have a prediction.
 *
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage` for an unknown format
 */
export async function* readPredictionRows(
  file: string,
  about: PredictedImages,
  listeners: PredictionListeners = {},
): AsyncGenerator<Iterable<PredictionRow>> {
  const { keys, imagesFile, wanted } = about;
  if (isPlain(file, about)) {
    yield* readNpy(file, about, listeners);
    return;
  }
  // Loading the other formats' readers takes longer than reading a .npy file.
  const { openPredictions } = await import("./openPredictions.ts");
  const { classMapper, describeClassMap } = await import("./classMap.ts");
  const isArchive = extname(file).toLowerCase() === ".npz";
  const source = await openPredictions(
    file,
    isArchive ? { images: imagesFile, array: about.array } : isNpy(file) ? { images: imagesFile } : {},
  );
  const move = classMapper(about.classMap, file);
  const positions = new Map(keys.map((key, position) => [key, position]));
  const seen = new Uint8Array(keys.length);
  let waiting: PredictionRow[] = [];
  let unlisted = 0;
  for await (const predicted of source.rows()) {
    const { row } = predicted;
    const refuse = (why: string) => new Failure("bad-file", `${file}, row ${row}: ${why}`, { row });
    const found = (about.resolve ?? resolveIndices)(move(predicted));
    if (typeof found === "string") throw refuse(found);
    const image = positions.get(found.key);
    if (image === undefined) {
      if (!wanted) throw refuse(explainUnknown(found.key, keys, basename(imagesFile)));
      unlisted++;
      continue;
    }
    if (seen[image] === 1) {
      throw refuse(
        `the image “${found.key}” came before. The rows of an image must follow each other; keep one prediction of it.`,
      );
    }
    seen[image] = 1;
    if (wanted?.[image] === 0) continue;
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
  const lacking = keys.filter((_, image) => seen[image] === 0 && wanted?.[image] !== 0);
  if (lacking.length > 0) {
    throw new Failure(
      "bad-file",
      `${file} has no prediction of ${lacking.length} of ${keys.length} images of ${imagesFile}, “${lacking[0]}” among them. All models are evaluated on the same images; --subset evaluates them on those that all files have.`,
    );
  }
  const { reading } = source;
  const notes = [
    ...reading.notes,
    ...(about.classMap ? [describeClassMap(about.classMap)] : []),
    ...(unlisted > 0 ? [`${unlisted} images that ${basename(imagesFile)} does not name left out`] : []),
  ];
  listeners.onReading?.({ ...reading, notes }, source.unit());
}

/** The names of the images that a file has predictions for; undefined if they are those of the list. */
export async function readPredictedNames(file: string): Promise<Set<string> | undefined> {
  if (/\.np[yz]$/i.test(file)) return undefined;
  const { openPredictions } = await import("./openPredictions.ts");
  const names = new Set<string>();
  for await (const { image } of (await openPredictions(file)).rows()) names.add(image);
  return names;
}

const stemOf = (name: string) => name.slice(name.lastIndexOf("/") + 1).replace(/\.\w{1,5}$/, "");

/** Why an image is not in a list: perhaps it is there under another name. */
export function explainUnknown(name: string, keys: readonly string[], list: string): string {
  const alike = keys.find((key) => stemOf(key) === stemOf(name));
  return alike === undefined
    ? `${list} has no image “${name}” (but “${keys[0]}”). Check that the files belong together; --subset leaves out what the list does not name.`
    : `${list} has no image “${name}”, but “${alike}”. Write the names alike, with the same folders and extension.`;
}

/** Whether a file is read without the other formats' readers: a .npy file whose classes are the labels. */
const isPlain = (file: string, { classMap, wanted }: PredictedImages) =>
  isNpy(file) && classMap === undefined && wanted === undefined;

export const isNpy = (file: string) => extname(file).toLowerCase() === ".npy";

async function* readNpy(
  file: string,
  { keys, imagesFile }: PredictedImages,
  { onBytes, onReading }: PredictionListeners,
): AsyncGenerator<Iterable<PredictionRow>> {
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
    if (!any) {
      const used = numpyUsed(header, "rows", imagesFile);
      onReading?.({ file, format: "npy", used, unused: [], notes: [] }, undefined);
    }
    any = true;
    yield rowsOf(numbers, { header, first, rows });
  }
  if (!any) check(0);
}

/** Yields rows one by one: made in advance, they would all stay in memory. */
function* rowsOf(
  numbers: Float32Array | Float64Array,
  {
    header: { width, type },
    first,
    rows,
  }: { header: { width: number; type: { isIndex: boolean } }; first: number; rows: number },
): Generator<PredictionRow> {
  for (let at = 0; at < rows; at++) {
    const image = first + at;
    const from = at * width;
    yield type.isIndex
      ? { image, row: image + 1, labels: { values: numbers, from, length: width }, scores: null }
      : { image, row: image + 1, labels: null, scores: numbers.subarray(from, from + width) };
  }
}

/** Labels as they are, if they are indices. */
function resolveIndices({ image, labels, scores }: PredictedImage): ReturnType<ResolveRow> {
  const found: number[] = [];
  for (const written of labels ?? []) {
    const index =
      typeof written === "number" ? written : /^\d{1,7}(?:\.0+)?$/.test(written) ? Number(written) : -1;
    if (!Number.isInteger(index) || index < 0) {
      return `“${written}” is no label index. Name the labels with --label-space, or write indices.`;
    }
    found.push(index);
  }
  return { key: image, labels: labels && found, scores };
}
