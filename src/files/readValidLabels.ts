import { Failure } from "../contract/failure.ts";
import { compareUtf8 } from "./compareUtf8.ts";
import { badFile, quoted } from "./fileFailure.ts";
import { type LabelFile, type LabelFileOptions, readLabelFile } from "./readLabelFile.ts";

export interface ValidLabels {
  format: LabelFile["format"];
  /** Of a 0/1 matrix: how many labels it has. */
  width: number | null;
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
 * Reads the valid labels of images from a file of labels. A ReaL JSON is in the UTF-8 byte order of the images' names,
 * the rows of an array in the order of the list.
 *
 * @param images their names, in the order in which labels are wanted
 * @param options how labels are understood; indices are checked against what is known of them
 * @throws Failure those of `readLabelFile`; `bad-file` where images or labels do not fit
 */
export async function readValidLabels(
  file: string,
  { images, imagesFile, ...options }: { images: readonly string[]; imagesFile: string } & LabelFileOptions,
): Promise<ValidLabels> {
  const { format, isKeyed, areIndices, rows, width } = await readLabelFile(file, options);
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
  const names = isKeyed ? [] : format === "real-json" ? images.toSorted(compareUtf8) : images;
  const positions = new Map(images.map((image, position) => [image, position]));
  const valid = images.map((): number[] => []);
  const provenances = images.map((): string | undefined => undefined);
  const isNamed = new Uint8Array(images.length);
  for (const { image: written, labels, provenance, where } of rows) {
    const image = isKeyed ? written : names[Number(written)]!;
    const position = positions.get(image);
    if (position === undefined) {
      throw new Failure(
        "bad-file",
        `${file}, ${where}: ${imagesFile} has no image ${quoted(image)}. Check that the files belong together.`,
      );
    }
    valid[position] = labels.map(Number);
    provenances[position] = provenance;
    isNamed[position] = 1;
  }
  return { format, width, valid, unnamed: images.length - rows.length, provenance: provenances, isNamed };
}
