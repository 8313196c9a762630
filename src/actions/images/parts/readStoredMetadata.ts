import { Failure } from "../../../contract/failure.ts";
import { isMetadata } from "../../../core/images/fileNames.ts";
import { isLitter } from "../../../files/images/listImageFiles.ts";
import { compareUtf8 } from "../../../files/text/compareUtf8.ts";
import { releaseFiles } from "../../../storage/releaseFiles.ts";
import type { LocalFile, ReadableStorage } from "../../../storage/storage.ts";
import type { LabelResolver } from "../../labels/resolveLabel.ts";
import type { ImportSource } from "../importSource.ts";
import { type ImageFolderOptions, readImageFolder } from "./readDatasetSource.ts";

/** Ends a listing that holds a file which may name labels. */
export class MetadataFound extends Failure {
  constructor(folder: string, key: string) {
    super(
      "bad-request",
      `${folder} holds ${key}, which may name labels, and is not read here: import a folder, a zip or a bucket. ` +
        "With --layout class-folders (or split-folders), folders are the original labels; with --layout flat, no image gets one. metadata.jsonl is not read then. Nothing was imported.",
    );
  }
}

const isShown = (key: string) => !key.split("/").some((part) => part.startsWith(".") || isLitter(part));

/** @throws MetadataFound where a file, and so not the folders, may name the labels */
export async function* withoutMetadata(folder: string, keys: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const key of keys) {
    if (isMetadata(key) && isShown(key)) throw new MetadataFound(folder, key);
    yield key;
  }
}

/**
 * Reads an ImageFolder in a bucket like a local one: its metadata and its card are copied here while they are read, and
 * its images stay.
 *
 * @param folder the bucket's address
 * @throws Failure those of `readManifestSource`; messages about copied files name the objects
 */
export async function readStoredMetadata(
  { folder, storage }: { folder: string; storage: ReadableStorage },
  options: ImageFolderOptions,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const keys: string[] = [];
  for await (const key of storage.list("")) {
    if (isShown(key) && (isMetadata(key) || /(^|\/)readme\.md$/i.test(key))) keys.push(key);
  }
  keys.sort(compareUtf8);
  const metadata = keys.filter(isMetadata);
  const files: LocalFile[] = [];
  const addresses = new Map<string, string>();
  const open = async (key: string) => {
    const file = await storage.localFile(key);
    if (!file)
      throw new Failure("not-found", `${storage.locationOf(key)} went while it was read. Import again.`);
    files.push(file);
    addresses.set(file.path, storage.locationOf(key));
    return file.path;
  };
  const named = (text: string) => {
    let shown = text;
    for (const [path, address] of addresses) shown = shown.replaceAll(path, address);
    return shown;
  };
  try {
    const cards = keys.filter((key) => !isMetadata(key));
    const source = await readImageFolder(
      { folder, open, bucket: storage },
      { metadata, cards },
      options,
      resolveLabel,
    );
    const { reading } = source;
    return {
      ...source,
      reading: { ...reading, ...("file" in reading && { file: named(String(reading.file)) }) },
      notes: source.notes.map(named),
    };
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.code, named(error.message), error.details);
  } finally {
    await releaseFiles(files);
  }
}
