import { basename } from "node:path";
import { Failure } from "../../contract/failure.ts";
import type { ModelCard } from "../../contract/models/modelCard.ts";
import { comparePrints } from "../../core/audit/thumbprint.ts";
import { badFile } from "../../files/fileFailure.ts";
import { listImageFiles } from "../../files/images/listImageFiles.ts";
import { type ListOrder, listOrder } from "../../files/images/listOrder.ts";
import { readImageList } from "../../files/images/readImageList.ts";
import type { RunOptions } from "../../inference/classifierMessages.ts";
import { groupPairs } from "../../stats/audit/groupPairs.ts";
import { maxCompared } from "../embeddings/readUnitEmbeddings.ts";
import type { Progress } from "../jobProgress.ts";
import { findNearPairs, type NearPair } from "./findNearPairs.ts";
import { embedFolder, findCopies } from "./parts/embedFolder.ts";
import { readEmbeddingRows } from "./parts/readEmbeddingRows.ts";

export interface AuditDuplicatesFiles {
  /** A file with a row per image, see `openEmbeddings`; without it, the images of `data` are looked at by `model`. */
  embeddings?: string | undefined;
  /** The model that looks at the images of a folder. */
  model?: { card: ModelCard; modelFile: string; run?: Partial<RunOptions> } | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
  /** Of a .npz file or Parquet. */
  array?: string | undefined;
  /** A list of the images in the order of the rows. */
  images?: string | undefined;
  /** Or a folder that holds them. */
  data?: string | undefined;
  /** The order of the rows, where names come from a folder, or where it differs from the list's. */
  order?: ListOrder | undefined;
  /**
   * A second dataset, compared with the first instead of the first with itself: embeddings, or a folder if `data` is
   * looked at.
   */
  against?: string | undefined;
  /** A list of its images in the order of the rows. */
  againstImages?: string | undefined;
  /** How many pairs are listed. */
  limit: number;
  /** Pairs further apart are not listed. */
  maxDistance?: number | undefined;
  /** Up to this many embeddings, all pairs are compared; beyond it, only those that an index finds near each other. */
  allPairsUpTo?: number | undefined;
}

export interface FoundDuplicates {
  images: number;
  /** Images of the second dataset: `second` of each pair and copy is one of them; there are no groups. */
  against?: number;
  size: number;
  /** How images are named. */
  names: "list" | "folder" | "rows" | "file";
  /** What the distance measures: embeddings alone, or also the pictures themselves. */
  by: "embeddings" | "embeddings and pictures";
  /** What was compared: all pairs, or those that an index finds near each other, which may miss some of the nearest. */
  compared: "all" | "near";
  /** Files that are identical, byte for byte or pixel for pixel; only where a folder was looked at. */
  copies: { first: string; second: string; same: "file" | "pixels" }[];
  /** Files that could not be read. */
  refused: { file: string; reason: string }[];
  /** The nearest first. */
  pairs: { first: string; second: string; distance: number }[];
  /** Images that the pairs join, directly or through others. */
  groups: string[][];
}

/**
 * Finds images that look alike to a model: the pairs of embeddings that are nearest by cosine distance.
 *
 * @throws Failure `bad-file` with the row, `not-found`, `wrong-usage`
 */
export async function auditDuplicates(files: AuditDuplicatesFiles): Promise<FoundDuplicates> {
  const { embeddings: file, array, limit, against, maxDistance = 2, allPairsUpTo = maxCompared } = files;
  if (file === undefined) return lookAtFolder(files);
  const most = against === undefined ? allPairsUpTo : undefined;
  const { rows, size, numbers, images: named, arranged } = await readEmbeddingRows(file, { array, most });
  const images = rows.length / numbers;
  const { keys, names } = await nameRows({ ...files, embeddings: file }, images, named);
  const second = await readAgainst(files, size);
  const found = await findNearPairs(rows, numbers, limit, { against: second?.rows, arranged });
  const near = arranged ? found.map((pair) => inFileOrder(pair, arranged.which)) : found;
  return {
    images,
    ...(second && { against: second.keys.length }),
    size,
    names,
    by: "embeddings",
    compared: arranged ? "near" : "all",
    ...listPairs(near, { keys, others: second?.keys, maxDistance }),
    copies: [],
    refused: [],
  };
}

/** A pair of arranged rows, as rows of the file. */
function inFileOrder({ first, second, distance }: NearPair, which: readonly number[]): NearPair {
  const [a, b] = [which[first]!, which[second]!];
  return { first: Math.min(a, b), second: Math.max(a, b), distance };
}

/** The embeddings of a second dataset, if one is named. */
async function readAgainst(
  { against: file, againstImages, array }: AuditDuplicatesFiles,
  size: number,
): Promise<{ rows: Float32Array; keys: readonly string[] } | undefined> {
  if (file === undefined) {
    if (againstImages === undefined) return undefined;
    throw new Failure("wrong-usage", "--against-images names the images of --against: name that, too.");
  }
  const { rows, size: its, images: named } = await readEmbeddingRows(file, { array });
  if (its !== size) {
    throw badFile(
      file,
      `its embeddings have ${its} numbers, and those of --embeddings ${size}: two datasets are compared by what one model sees.`,
    );
  }
  const about = { embeddings: file, images: againstImages, limit: 1 };
  const { keys } = await nameRows(about, rows.length / size, named);
  return { rows, keys };
}

/** Pairs up to a distance, with names, and the groups they form. */
function listPairs(
  pairs: readonly NearPair[],
  {
    keys,
    others,
    maxDistance,
  }: {
    keys: readonly string[];
    /** The images of a second dataset; their positions follow those of `keys`. */
    others?: readonly string[] | undefined;
    maxDistance: number;
  },
): Pick<FoundDuplicates, "pairs" | "groups"> {
  const near = pairs.filter(({ distance }) => distance <= maxDistance);
  return {
    pairs: near.map(({ first, second, distance }) => ({
      first: keys[first]!,
      second: others ? others[second - keys.length]! : keys[second]!,
      distance,
    })),
    // Images of two datasets may share a name.
    groups: (others
      ? []
      : groupPairs(
          keys.length,
          near.map(({ first, second }) => [first, second] as const),
        )
    ).map((group) => group.map((image) => keys[image]!)),
  };
}

/** The same for a folder's images, by what a model sees in them and by the pictures themselves. */
async function lookAtFolder(files: AuditDuplicatesFiles): Promise<FoundDuplicates> {
  const { data, model, limit, maxDistance = 2, onProgress, against, ...others } = files;
  if (data === undefined || model === undefined) {
    throw new Failure(
      "wrong-usage",
      "Name embeddings (--embeddings FILE.npy), or a folder of images (--data FOLDER).",
    );
  }
  for (const [name, value] of Object.entries(others)) {
    const option = name === "againstImages" ? "against-images" : name;
    if (value !== undefined)
      throw new Failure("wrong-usage", `--${option} is for --embeddings: leave it out.`);
  }
  const seen = await embedFolder(data, model, onProgress);
  const { rows, size, keys } = seen;
  const second = against === undefined ? undefined : await embedFolder(against, model, onProgress);
  const prints = second ? Uint8Array.from([...seen.prints, ...second.prints]) : seen.prints;
  const near = await findNearPairs(rows, size, limit, {
    resemblance: (first, other) => comparePrints(prints, first, other),
    against: second?.rows,
  });
  return {
    images: keys.length,
    ...(second && { against: second.keys.length }),
    size,
    names: "folder",
    by: "embeddings and pictures",
    compared: "all",
    ...listPairs(near, { keys, others: second?.keys, maxDistance }),
    copies: second ? findCopies(seen, second) : seen.copies,
    refused: [...seen.refused, ...(second?.refused ?? [])],
  };
}

async function nameRows(
  { embeddings: file, images: list, data, order }: AuditDuplicatesFiles & { embeddings: string },
  rows: number,
  named: readonly string[] | undefined,
): Promise<{ keys: readonly string[]; names: FoundDuplicates["names"] }> {
  if (named !== undefined) {
    const isSaid = list !== undefined || data !== undefined || order !== undefined;
    if (!isSaid) return { keys: named, names: "file" };
    throw new Failure("wrong-usage", `${file} names its images itself: leave out other names and orders.`);
  }
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
  // A list has an order; a folder's files are ordered by name, as far as that is an order.
  if (list !== undefined && order === undefined) return { keys: listed, names: "list" };
  return { keys: listOrder(listed, order, file), names: list === undefined ? "folder" : "list" };
}
