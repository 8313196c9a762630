import { Failure } from "../../contract/failure.ts";
import type { InputReading } from "../../core/evaluation/evaluationRecord.ts";
import { badFile, quoted } from "../fileFailure.ts";
import { type ListOrder, listOrder } from "../images/listOrder.ts";
import { type LabelFile, type LabelFileOptions, labelReading, readLabelFile } from "./readLabelFile.ts";

export interface ValidLabels {
  format: LabelFile["format"];
  /** For a 0/1 matrix: how many labels it has. */
  width: number | null;
  /** The valid labels of each image, each once [images][any number]; empty if the file has none. */
  valid: number[][];
  /** Number of images that the file does not name at all. */
  unnamed: number;
  /** Number of images that the file names and the list does not; left out on request. */
  unlisted: number;
  /**
   * For each image, how a release came to its labels; undefined if the file does not say, or does not name the image.
   */
  provenance: (string | undefined)[];
  /** 1 for the images that the file names. */
  isNamed: Uint8Array;
  /** What was read of the file. */
  reading: InputReading;
}

/**
 * Reads the valid labels of images from a file of labels. A ReaL JSON is in the order given by `listOrder`, the rows of
 * an array in that of the list.
 *
 * @param images their names, in the order in which labels are wanted
 * @param options how labels are understood; indices are checked against what is known about them
 * @throws Failure those of `readLabelFile`; `bad-file` if images or labels do not match
 */
export async function readValidLabels(
  file: string,
  {
    images,
    imagesFile,
    order,
    subset,
    ...options
  }: {
    images: readonly string[];
    imagesFile: string;
    order?: ListOrder | undefined;
    /** Leaves out images that the list does not name. */
    subset?: boolean | undefined;
  } & LabelFileOptions,
): Promise<ValidLabels> {
  const read = await readLabelFile(file, options);
  const { format, isKeyed, areIndices, rows, width } = read;
  if (!isKeyed && rows.length !== images.length) {
    throw badFile(
      file,
      `it is a list of ${rows.length} images, but ${imagesFile} names ${images.length}. They must be the same images.`,
    );
  }
  if (!areIndices) {
    const text = rows.find(({ labels }) => labels.length > 0)!.labels[0]!;
    throw badFile(
      file,
      `${quoted(text)} is no label index. Write indices, or say with --label-space what labels mean.`,
    );
  }
  if (isKeyed && order !== undefined) {
    throw new Failure(
      "wrong-usage",
      `${file} names its images: leave out --order, which is for lists without names.`,
    );
  }
  const names = isKeyed ? [] : namesOfRows(file, { images, order, format });
  const positions = new Map(images.map((image, position) => [image, position]));
  const valid = images.map((): number[] => []);
  const provenances = images.map((): string | undefined => undefined);
  const isNamed = new Uint8Array(images.length);
  let unlisted = 0;
  for (const { image: written, labels, provenance, where } of rows) {
    const image = isKeyed ? written : names[Number(written) - 1]!;
    const position = positions.get(image);
    if (position === undefined) {
      if (subset) {
        unlisted++;
        continue;
      }
      const known = rows.filter((row) => positions.has(row.image)).length;
      throw new Failure(
        "bad-file",
        `${file}, ${where}: ${imagesFile} has no image ${quoted(image)}; it has ${known} of the ${rows.length} that the labels name. ${known > 0 && subset !== undefined ? "To evaluate on these alone, say --subset." : "Check that the files belong together, and that images have the same names in both."}`,
      );
    }
    valid[position] = labels.map(Number);
    provenances[position] = provenance;
    isNamed[position] = 1;
  }
  const unnamed = images.length - rows.length + unlisted;
  const reading = labelReading(read, options);
  if (!isKeyed) {
    const used = order ?? (isArray(file) ? "images" : "sorted");
    reading.notes.push(`entry i is that of image i ${orderWords[used]}`);
  }
  if (unnamed > 0) reading.notes.push(`it does not name ${unnamed} of ${images.length} images`);
  return { format, width, valid, unnamed, unlisted, provenance: provenances, isNamed, reading };
}

const isArray = (file: string) => /\.np[yz]$/i.test(file);

/** The order of the images in a list without names. */
const orderWords: Record<ListOrder | "sorted", string> = {
  images: "in the order of --images",
  "file-names": "in the order of the file names",
  paths: "in the order of the paths",
  sorted: "in the order of the names, which is that of the file names and of the paths",
};

/** The images of the rows of a list without names. An array's rows are in the order of the images unless stated. */
function namesOfRows(
  file: string,
  {
    images,
    order,
    format,
  }: { images: readonly string[]; order: ListOrder | undefined; format: LabelFile["format"] },
): readonly string[] {
  if (isArray(file) && order === undefined) return images;
  return listOrder(images, order, file, format === "real-json" ? "sorted" : "any");
}
