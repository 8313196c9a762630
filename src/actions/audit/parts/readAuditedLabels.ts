import { basename } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { Label } from "../../../contract/labels/labelSpace.ts";
import type { InputReading } from "../../../core/evaluation/evaluationRecord.ts";
import { badFile, quoted } from "../../../files/fileFailure.ts";
import { readImageList } from "../../../files/images/readImageList.ts";
import { findLabelSpace } from "../../../files/labelSpaces/findLabelSpace.ts";
import { labelReading, readLabelFile } from "../../../files/labels/readLabelFile.ts";
import { readValidLabels } from "../../../files/labels/readValidLabels.ts";
import { compareUtf8 } from "../../../files/text/compareUtf8.ts";
import { labelMeaning } from "../../labels/labelMeaning.ts";

/** Labels that are audited. */
export interface AuditedLabels {
  /** Names of the images, in the order of rows that carry no names. */
  images: string[];
  /** The file that defines the order, for messages. */
  imagesFile: string;
  /** Label indices of each image [images][any number]. */
  sets: number[][];
  /** The labels, where they have names. */
  labels: Label[] | undefined;
  /** Whether a label's column of scores follows only from the order of the names. */
  areSorted: boolean;
  reading: InputReading;
}

export interface AuditedLabelsFile {
  labels: string;
  /** A list of the images in the order of the probabilities; the order of the labels by default. */
  images?: string | undefined;
  labelSpace?: string | undefined;
  minProbability?: number | undefined;
  array?: string | undefined;
  unsortedLabels?: boolean | undefined;
}

/**
 * Reads labels and the images they belong to. Without a label space, labels that are text are numbered in the order of
 * their names.
 *
 * @throws Failure those of `readLabelFile`, `readValidLabels` and `findLabelSpace`
 */
export async function readAuditedLabels(about: AuditedLabelsFile): Promise<AuditedLabels> {
  const { labels: file, images: list, labelSpace, ...rules } = about;
  const meaning = await labelMeaning(labelSpace);
  const read = await readLabelFile(file, { meaning, ...rules });
  const labels = labelSpace === undefined ? undefined : (await findLabelSpace(labelSpace)).labels;
  if (!read.isKeyed && list === undefined) {
    throw new Failure(
      "wrong-usage",
      `${file} does not name its images: name a list of them in its order with --images LIST.csv.`,
    );
  }
  const images =
    list === undefined
      ? read.rows.map(({ image }) => image)
      : (await readImageList(list)).map(({ image }) => image);
  const imagesFile = list ?? file;
  if (images.length === 0) throw badFile(file, "it names no image.");
  if (read.areIndices) {
    const found = await readValidLabels(file, { images, imagesFile, meaning, ...rules });
    const { isNamed, reading, valid: sets } = found;
    refuseUnnamed(images, (at) => isNamed[at] === 1, file, imagesFile);
    const indexed = labels?.map((label, index) => ({ ...label, index }));
    return { images, imagesFile, sets, labels: indexed, areSorted: false, reading };
  }
  const byImage = new Map(read.rows.map(({ image, labels: texts }) => [image, texts]));
  refuseUnnamed(images, (at) => byImage.has(images[at]!), file, imagesFile);
  const known = new Set(images);
  const unlisted = read.rows.find(({ image }) => !known.has(image));
  if (unlisted) {
    throw badFile(
      file,
      `${unlisted.where}: ${basename(imagesFile)} has no image ${quoted(unlisted.image)}. Name the same images in both.`,
    );
  }
  const names = [...new Set(read.rows.flatMap(({ labels: texts }) => texts))].sort(compareUtf8);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  return {
    images,
    imagesFile,
    sets: images.map((image) => byImage.get(image)!.map((name) => indexOf.get(name)!)),
    labels: names.map((name, index) => ({
      index,
      key: name,
      name,
      synonyms: [],
      definition: "",
      hypernyms: [],
    })),
    areSorted: true,
    reading: labelReading(read, rules),
  };
}

function refuseUnnamed(
  images: readonly string[],
  isNamed: (image: number) => boolean,
  file: string,
  imagesFile: string,
): void {
  const lacking = images.filter((_, image) => !isNamed(image));
  if (lacking.length === 0) return;
  throw badFile(
    file,
    `it has no labels of ${lacking.length} of ${images.length} images of ${basename(imagesFile)}, ${quoted(lacking[0]!)} among them. An image without a label has an empty one.`,
  );
}
