import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { normaliseRows } from "../../core/audit/normaliseRows.ts";
import { badFile, badRow } from "../../files/fileFailure.ts";
import { listImageFiles } from "../../files/images/listImageFiles.ts";
import { type ListOrder, listOrder } from "../../files/images/listOrder.ts";
import { readImageList } from "../../files/images/readImageList.ts";
import { groupPairs } from "../../stats/audit/groupPairs.ts";
import { findNearPairs } from "./findNearPairs.ts";
import { readEmbeddingRows } from "./parts/readEmbeddingRows.ts";

export interface AuditDuplicatesFiles {
  /** A NumPy file, a row per image. */
  embeddings: string;
  /** Of a .npz file. */
  array?: string | undefined;
  /** A list of the images in the order of the rows. */
  images?: string | undefined;
  /** Or a folder that has them. */
  data?: string | undefined;
  /** Of the rows, where names come from a folder, or another order than the list's is meant. */
  order?: ListOrder | undefined;
  /** Pairs that are listed. */
  limit: number;
  /** Pairs further apart are not listed. */
  maxDistance?: number | undefined;
}

export interface FoundDuplicates {
  images: number;
  size: number;
  /** How images are named. */
  names: "list" | "folder" | "rows";
  /** The nearest first. */
  pairs: { first: string; second: string; distance: number }[];
  /** Images that the pairs join, directly or by others. */
  groups: string[][];
}

/**
 * Finds images that look alike to a model: the pairs of embeddings that are nearest by cosine distance.
 *
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage`
 */
export async function auditDuplicates(files: AuditDuplicatesFiles): Promise<FoundDuplicates> {
  const { embeddings: file, array, limit, maxDistance = 2 } = files;
  const { rows, size } = await readEmbeddingRows(file, array);
  const images = rows.length / size;
  const { keys, names } = await nameRows(files, images);
  const still = normaliseRows(rows, size);
  if (still >= 0) {
    throw badRow(
      file,
      still + 1,
      "all its numbers are zero, so it is as far from everything: leave the image out.",
    );
  }
  const near = (await findNearPairs(rows, size, limit)).filter(({ distance }) => distance <= maxDistance);
  return {
    images,
    size,
    names,
    pairs: near.map(({ first, second, distance }) => ({
      first: keys[first]!,
      second: keys[second]!,
      distance,
    })),
    groups: groupPairs(
      images,
      near.map(({ first, second }) => [first, second] as const),
    ).map((group) => group.map((image) => keys[image]!)),
  };
}

async function nameRows(
  { embeddings: file, images: list, data, order }: AuditDuplicatesFiles,
  rows: number,
): Promise<{ keys: readonly string[]; names: FoundDuplicates["names"] }> {
  if (list !== undefined && data !== undefined) {
    throw new Failure(
      "wrong-usage",
      "Images are named by a list or by a folder: leave out --images or --data.",
    );
  }
  const source = list ?? data;
  if (source === undefined) {
    if (order !== undefined) throw new Failure("wrong-usage", "--order needs a list: --images LIST.csv");
    return { keys: Array.from({ length: rows }, (_, row) => String(row)), names: "rows" };
  }
  const listed =
    list === undefined
      ? (await listImageFiles(source)).images.map(({ key }) => key)
      : (await readImageList(list)).map(({ image }) => image);
  if (listed.length !== rows) {
    throw badFile(
      file,
      `it has ${rows} rows, and ${basename(source)} ${list === undefined ? "holds" : "names"} ${listed.length} images. Row i of one must be image i of the other.`,
    );
  }
  // A list has an order; the files of a folder are in that of their names, as far as it is one.
  if (list !== undefined && order === undefined) return { keys: listed, names: "list" };
  return { keys: listOrder(listed, order, file), names: list === undefined ? "folder" : "list" };
}
