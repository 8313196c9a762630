import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { readCsvRows } from "../readCsvRows.ts";
import { hashChunks } from "./hashFile.ts";
import { badFile, type PredictedImage, type PredictionFile } from "./predictedImage.ts";
import { readFileChunks } from "./readFileChunks.ts";
import { readNpyRows } from "./readNpyRows.ts";
import { readNpzArray } from "./readNpzArray.ts";

/**
 * Predictions as a NumPy array, a row per image: whole numbers are label indices, the best first; others are scores,
 * one for each label.
 *
 * @param options.images a CSV whose column `image` names the images in the order of the rows
 * @param options.array the name of an array in a .npz; by default the only one
 * @throws Failure `wrong-usage` without a list of images
 */
export function openNumpy(
  file: string,
  options: { images?: string | undefined; array?: string | undefined },
): PredictionFile {
  const { images } = options;
  if (images === undefined) {
    throw new Failure(
      "wrong-usage",
      `${file} does not say which images its rows are of. Name a CSV with the column image in the order of the rows: --images LIST.csv`,
    );
  }
  const isArchive = /\.npz$/i.test(file);
  if (!isArchive && options.array !== undefined) {
    throw new Failure("wrong-usage", `${file} is a single array: leave out --array.`);
  }
  const open = () => (isArchive ? readNpzArray(file, options.array) : readFileChunks(file));
  return {
    format: isArchive ? "npz" : "npy",
    hash: () => hashChunks(open()),
    rows: () => joinRows(file, open(), images),
  };
}

async function* joinRows(
  file: string,
  chunks: AsyncIterable<Uint8Array>,
  list: string,
): AsyncGenerator<PredictedImage> {
  const names = readCsvRows(list, { required: ["image"] });
  let row = 0;
  let rows = 0;
  try {
    for await (const { header, numbers } of readNpyRows(chunks, file)) {
      rows = header.rows;
      const name = await names.next();
      if (name.done) throw differs(file, list, `${row} images, and the array ${rows} rows`);
      row++;
      const image = name.value.cells.image!;
      if (header.type.isIndex) yield { row, image, labels: [...numbers], scores: null };
      else yield { row, image, labels: null, scores: numbers };
    }
    if (!(await names.next()).done)
      throw differs(file, list, `more images than the array has rows (${rows})`);
  } finally {
    await names.return(undefined);
  }
}

const differs = (file: string, list: string, how: string) =>
  badFile(file, `${basename(list)} lists ${how}. It must list the images of this array, in the same order.`);
