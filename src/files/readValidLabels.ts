import { Failure } from "../contract/failure.ts";
import { compareUtf8 } from "./compareUtf8.ts";
import { type LabelFile, readLabelFile } from "./readLabelFile.ts";
import { readLabelIndex } from "./readLabelIndex.ts";

export interface ValidLabels {
  format: LabelFile["format"];
  /** The valid labels of each image, each once [images][any number]; empty where the file has none. */
  valid: number[][];
  /** Images that the file does not name at all. */
  unnamed: number;
  /** Of each image, how a release came to its labels; undefined where the file does not say it, or name the image. */
  provenance: (string | undefined)[];
  /** 1 for the images that the file names. */
  isNamed: Uint8Array;
}

/**
 * Reads the valid labels of images from Multilabelfy JSON, ReaL JSON (a list in the UTF-8 byte order of the images'
 * names) or a release's CSV.
 *
 * @param images their names, in the order in which labels are wanted
 * @param classes labels must be below, if it is known
 * @throws Failure `bad-file` with file and image, `not-found`
 */
export async function readValidLabels(
  file: string,
  { images, imagesFile, classes }: { images: readonly string[]; imagesFile: string; classes: number | null },
): Promise<ValidLabels> {
  const { format, rows } = await readLabelFile(file);
  const isList = format === "real-json";
  if (isList && rows.length !== images.length) {
    throw new Failure(
      "bad-file",
      `${file} is a list of ${rows.length} images, but ${imagesFile} names ${images.length}. They must be the same images.`,
    );
  }
  const names = isList ? images.toSorted(compareUtf8) : [];
  const positions = new Map(images.map((image, position) => [image, position]));
  const valid = images.map((): number[] => []);
  const provenances = images.map((): string | undefined => undefined);
  const isNamed = new Uint8Array(images.length);
  for (const { image: written, labels, provenance } of rows) {
    const image = isList ? names[Number(written)]! : written;
    const where = isList ? `${file}, position ${written} (${image})` : `${file}, image "${image}"`;
    const position = positions.get(image);
    if (position === undefined) {
      throw new Failure(
        "bad-file",
        `${where}: ${imagesFile} has no such image. Check that the files belong together.`,
      );
    }
    const indices = labels.map((label) => readLabelIndex(label, where));
    const outside = indices.find((label) => classes !== null && label >= classes);
    if (outside !== undefined) {
      throw new Failure(
        "bad-file",
        `${where}: the label ${outside} is out of range: there are ${classes} labels, from 0.`,
      );
    }
    valid[position] = [...new Set(indices)];
    provenances[position] = provenance;
    isNamed[position] = 1;
  }
  return { format, valid, unnamed: images.length - rows.length, provenance: provenances, isNamed };
}
