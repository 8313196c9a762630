import { basename } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import { badFile, badRow } from "../../fileFailure.ts";
import type { FileReading } from "../../fileReading.ts";
import { type ListOrder, listOrder } from "../../images/listOrder.ts";
import { readImageList } from "../../images/readImageList.ts";
import { hashChunks } from "../hashFile.ts";
import type { PredictedImage, PredictionFile } from "../predictedImage.ts";
import { unitOfName } from "../predictionColumns.ts";
import { readFileChunks } from "../readFileChunks.ts";
import { numpyUsed } from "./numpyUsed.ts";
import { type NpyTable, readNpyRows } from "./readNpyRows.ts";
import { type NpzArray, readNpzArray } from "./readNpzArray.ts";

/**
 * Predictions as a NumPy array, a row per image: whole numbers are label indices, best first; others are scores, one
 * for each label.
 *
 * @param options.images a list of the images in the order of the rows, see `readImageList`
 * @param options.order the order of the rows, if it differs from the list's
 * @param options.array the name of an array in a .npz; by default the only one
 * @throws Failure `wrong-usage` without a list of images
 */
export function openNumpy(
  file: string,
  options: { images?: string | undefined; array?: string | undefined; order?: ListOrder | undefined },
): PredictionFile {
  const { images, array, order = "images" } = options;
  if (images === undefined) {
    throw new Failure(
      "wrong-usage",
      `${file} does not say which images its rows are of. Name a CSV with the column image in the order of the rows: --images LIST.csv`,
    );
  }
  const isArchive = /\.npz$/i.test(file);
  if (!isArchive && array !== undefined) {
    throw new Failure("wrong-usage", `${file} is a single array: leave out --array.`);
  }
  let name: string | undefined;
  const onArray = (found: NpzArray) => {
    name = found.name;
    reading.unused = found.others;
  };
  const open = () => (isArchive ? readNpzArray(file, array, { onArray }) : readFileChunks(file));
  const reading: FileReading = { file, format: isArchive ? "npz" : "npy", used: [], unused: [], notes: [] };
  const onHeader = (header: NpyTable) => {
    reading.used = numpyUsed(header, name ?? "rows", images);
    reading.notes =
      order === "images" ? [] : [`rows in the order of the ${order === "paths" ? "paths" : "file names"}`];
  };
  return {
    format: reading.format,
    hash: () => hashChunks(open()),
    reading,
    unit: () => (name === undefined ? undefined : unitOfName(name)),
    rows: () => joinRows(file, open(), { list: images, order }, onHeader),
  };
}

async function* joinRows(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  { list, order }: { list: string; order: ListOrder },
  onHeader: (header: NpyTable) => void,
): AsyncGenerator<PredictedImage> {
  const listed = (await readImageList(list)).map((one) => one.image);
  const names = listOrder(listed, order, file);
  let row = 0;
  let rows = 0;
  for await (const { header, numbers } of readNpyRows(chunks, file)) {
    if (row === 0) onHeader(header);
    rows = header.rows;
    if (rows !== names.length) break;
    const image = names[row]!;
    row++;
    if (header.type.isIndex) yield { row, image, labels: untilEnd(numbers, file, row), scores: null };
    else yield { row, image, labels: null, scores: numbers };
  }
  if (rows === names.length) return;
  throw badFile(
    file,
    `it has ${rows} rows, but ${basename(list)} names ${names.length} images. Row i of one must be row i of the other.`,
  );
}

/** A ranking shorter than the others is padded with -1. */
function untilEnd(numbers: Float64Array, file: string, row: number): number[] {
  const end = numbers.indexOf(-1);
  if (end < 0) return [...numbers];
  const after = numbers.subarray(end).find((label) => label !== -1);
  if (after === undefined) return [...numbers.subarray(0, end)];
  throw badRow(file, row, `the label ${after} comes after -1, which ends a ranking.`);
}
