import { Failure } from "../../contract/failure.ts";
import type { ReleaseRow } from "../releases/releaseRow.ts";

/** A file of a dataset: its bytes, or the place of the file it links to. Path parts are separated by "/". */
export type DatasetFile =
  | { path: string; body: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array> }
  | { path: string; link: string };

/** An image of a dataset with its labels. */
export interface DatasetImage extends ReleaseRow {
  /** The whole file. @throws Failure if it is missing, or is not what was imported */
  read: () => Promise<Uint8Array>;
  /** The absolute path of its file. @throws Failure if it has none on this machine */
  locate: () => string;
}

/** Its images, in the byte order of their keys, from the start at each call. */
export type DatasetImages = () => AsyncIterable<DatasetImage>;

/**
 * The parts of a file's path in a dataset. @throws Failure `conflict` if it would lead out of the dataset, or names no
 * file
 */
export function partsOf(path: string): string[] {
  const parts = path.split("/");
  const isBad = (part: string) => part === "" || part === "." || part === ".." || /[\0\\]/.test(part);
  if (parts.some(isBad) || /^[a-z]:/i.test(path.replace(/^(data|images)\//, "")))
    throw new Failure(
      "conflict",
      `“${path}” cannot be the name of a file in a folder or an archive. Export without the images, or as WebDataset or Parquet, where files have other names.`,
    );
  return parts;
}
