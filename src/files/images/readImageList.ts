import { badFile, badRow, quoted } from "../fileFailure.ts";
import { explainFurther, isFurtherColumn } from "../labels/decidingColumns.ts";
import { readCsvRows } from "../text/readCsvRows.ts";
import { readKeyList } from "../text/readKeyList.ts";
import { imageName } from "./imageName.ts";

/** Names that other programs give to the columns of images and original labels. */
const aliases = {
  image: [
    "images",
    "filename",
    "file_name",
    "file",
    "image_name",
    "image_path",
    "path",
    "image_id",
    "imageid",
  ],
  label: [
    "labels",
    "class",
    "class_index",
    "class_id",
    "label_index",
    "label_id",
    "original",
    "original_label",
    "target",
    "ground_truth",
    "gt",
  ],
};

export interface ListedImage {
  row: number;
  image: string;
  /** As written; "" if there is none. */
  label: string;
}

/**
 * Reads a list of images in the order of another file's rows: a CSV with the columns `image` (or another program's name
 * for it) and optionally `label`; or a text file (.txt) with a name on each line.
 *
 * @throws Failure `bad-file` with the row for a missing or repeated name, and for a second column of labels; those of
 *   `readCsvRows` and `readKeyList`
 */
export async function readImageList(
  file: string,
  onUnknownColumns: (names: string[]) => void = () => {},
): Promise<ListedImage[]> {
  if (/\.txt$/i.test(file)) {
    return (await readKeyList(file)).map((image, at) => ({ row: at + 1, image, label: "" }));
  }
  const rowOf = new Map<string, number>();
  const images: ListedImage[] = [];
  let further: string | undefined;
  const onUnknown = (names: string[]) => {
    further = names.find(isFurtherColumn);
    onUnknownColumns(names);
  };
  for await (const { row, cells } of readCsvRows(file, {
    required: ["image"],
    optional: ["label"],
    aliases,
    onUnknownColumns: onUnknown,
  })) {
    if (further !== undefined && cells.label !== undefined) throw badFile(file, explainFurther(further));
    const image = imageName(cells.image!);
    if (image === "") throw badRow(file, row, "the image has no name.");
    const earlier = rowOf.get(image);
    if (earlier !== undefined) {
      throw badRow(file, row, `the image ${quoted(image)} is in row ${earlier} already.`);
    }
    rowOf.set(image, row);
    images.push({ row, image, label: cells.label ?? "" });
  }
  if (images.length === 0) throw badFile(file, "it names no image.");
  return images;
}
