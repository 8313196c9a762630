import { readdir, rm, stat } from "node:fs/promises";
import { basename, dirname, extname, join, resolve } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { hasImageExtension } from "../../core/images/fileNames.ts";
import { type ArchiveKind, sniffArchive } from "../../files/archives/sniffArchive.ts";
import { unpackArchive } from "../../files/archives/unpackArchive.ts";
import { badFile, explainOpening } from "../../files/fileFailure.ts";
import type { FolderLayout } from "../../files/images/listImageFiles.ts";
import type { Outside } from "../../files/remote/askOutside.ts";
import { openRoot } from "../../storage/openRoot.ts";
import { bucketAddress, isBucketAddress, readBucketAddress } from "../../storage/s3/bucketAccess.ts";
import type { ReadableStorage, Storage } from "../../storage/storage.ts";
import type { JobInput } from "../jobProgress.ts";
import type { LabelResolver } from "../labels/resolveLabel.ts";
import type { ImportSource } from "./importSource.ts";
import { readDatasetSource, readImageParquet } from "./parts/readDatasetSource.ts";
import { readFolderSource, readStoredSource } from "./parts/readFolderSource.ts";
import { readManifestSource } from "./parts/readManifestSource.ts";
import { isRemoteList, readRemoteSource } from "./parts/readRemoteSource.ts";
import { MetadataFound, readStoredMetadata } from "./parts/readStoredMetadata.ts";

export interface SourceInput {
  source: string;
  folder?: string | undefined;
  layout?: FolderLayout | undefined;
  withoutFiles?: boolean | undefined;
  skipMissing?: boolean | undefined;
  /** For a manifest: lists of labels that could also be a model's rankings are accepted as labels. */
  unsortedLabels?: boolean | undefined;
  /** Where an archive is unpacked; without it, archives are refused. */
  unpackInto?: string | undefined;
  /** How buckets are reached; without it, buckets are refused. */
  storage?: Storage | undefined;
  /** Where uploaded files are in the storage. The source is then a name for all of them. */
  storedIn?: string | undefined;
  copy?: boolean | undefined;
  /** How images are loaded from the web; without it, none are. */
  outside?: Outside | undefined;
  /** Refuses anything but a list of images on the web. */
  listsOnly?: boolean | undefined;
  /** For a list of images on the web: what they are stored under; by default the list's path. */
  keptAs?: string | undefined;
  /** Which of these keys the project already has. */
  findKnown?: ((keys: readonly string[]) => Promise<ReadonlySet<string>>) | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: JobInput["onProgress"];
  /** For a folder unpacked from an archive: the archive. Nobody else uses its files, so they may be moved. */
  unpackedFrom?: string | undefined;
}

/**
 * Reads what a folder, manifest or archive holds, and what its labels mean. Labels are judged here and not later:
 * unknown ones refuse the whole source, with a list of them.
 *
 * @param input.folder for a manifest: where its paths start; by default the manifest's own folder
 * @throws Failure `not-found`, `bad-file`, `bad-request`, `wrong-usage`, `unknown-label` (`details.labels`)
 */
export async function readImportSource(
  input: SourceInput,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const { storedIn, storage } = input;
  if (storedIn !== undefined && storage)
    return readStoredSource(
      { folder: input.source, storage: storage.within(storedIn) },
      input.layout,
      resolveLabel,
    );
  if (input.listsOnly) return readListAlone(input, resolveLabel);
  if (isBucketAddress(input.source)) return readBucket(input, resolveLabel);
  const source = resolve(input.source);
  const status = await stat(source).catch(() => undefined);
  if (!status) throw new Failure("not-found", `There is no folder or file ${source}. Check the path.`);
  if (status.isDirectory()) return readFolder(source, input, resolveLabel);
  if (!status.isFile())
    throw badFile(source, "it is a device or a pipe, not a file. Name a folder or a file.");
  const sniffed = await sniffArchive(source).catch((error: unknown) => {
    throw explainOpening(error, source);
  });
  if (sniffed && "other" in sniffed) throw badFile(source, `it is ${sniffed.other}.`);
  if (sniffed) {
    refuseOptions(input, "an archive", ["folder", "withoutFiles"]);
    return readArchiveSource(source, sniffed.archive, input, resolveLabel);
  }
  if (hasImageExtension(source)) {
    throw badFile(source, `it is a single image. Import its folder: ${dirname(source)}`);
  }
  if (extname(source).toLowerCase() === ".parquet") {
    refuseOptions(input, "Parquet with images", ["folder", "layout", "withoutFiles", "skipMissing"]);
    return readImageParquet(source, [source], input, resolveLabel);
  }
  refuseOptions(input, "a manifest", ["layout"]);
  if (await isRemoteList(source)) {
    refuseOptions(input, "a list of images from the web", ["folder", "copy", "skipMissing", "withoutFiles"]);
    return readRemoteSource(source, input, resolveLabel);
  }
  const { folder = dirname(source), withoutFiles, skipMissing, unsortedLabels } = input;
  return readManifestSource(
    source,
    { folder, bucket: bucketOf(input), withoutFiles, skipMissing, unsortedLabels },
    resolveLabel,
  );
}

/** A file uploaded as a list of addresses is read as that, whatever its name. */
async function readListAlone(input: SourceInput, resolveLabel: LabelResolver): Promise<ImportSource> {
  const source = resolve(input.source);
  if (!(await isRemoteList(source)))
    throw badFile(
      source,
      "it is no list of addresses. Each begins with https://, one on a line or in the column image.",
    );
  return readRemoteSource(source, input, resolveLabel);
}

async function readBucket(input: SourceInput, resolveLabel: LabelResolver): Promise<ImportSource> {
  const { source, storage, layout } = input;
  if (!storage) throw new Failure("wrong-usage", `${source} is in a bucket. Name a folder of this machine.`);
  const place = readBucketAddress(source);
  if (!place)
    throw new Failure(
      "wrong-usage",
      `${source} is no address of a bucket. It is like s3://photos/2026/birds.`,
    );
  refuseOptions(input, "a bucket", ["folder", "withoutFiles"]);
  const folder = bucketAddress(place);
  const from = { folder, storage: openRoot(storage, folder) };
  try {
    const source = await readStoredSource(from, layout, resolveLabel);
    refuseOptions(input, "a bucket without metadata.jsonl", ["skipMissing", "unsortedLabels"]);
    return source;
  } catch (error) {
    // Most buckets hold no metadata, and are listed once.
    if (!(error instanceof MetadataFound)) throw error;
    const { skipMissing, unsortedLabels } = input;
    return readStoredMetadata(from, { skipMissing, unsortedLabels }, resolveLabel);
  }
}

/** Where a manifest's images are, if that is a bucket. */
function bucketOf({ folder, storage }: SourceInput): ReadableStorage | undefined {
  if (folder === undefined || !isBucketAddress(folder)) return undefined;
  const place = readBucketAddress(folder);
  if (!place || !storage)
    throw new Failure(
      "wrong-usage",
      `--folder: ${folder} is no address of a bucket. It is like s3://photos/2026/birds.`,
    );
  return openRoot(storage, bucketAddress(place));
}

const optionNames = {
  folder: "--folder",
  copy: "--copy",
  layout: "--layout",
  withoutFiles: "--without-files",
  skipMissing: "--skip-missing",
  unsortedLabels: "--unsorted-labels",
} as const;

/** A folder that is a dataset in a known form, unless its layout is stated; or any folder of images. */
async function readFolder(
  folder: string,
  input: SourceInput,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  if (input.layout === undefined) {
    const { skipMissing, unsortedLabels, unpackInto, signal, unpackedFrom } = input;
    const options = { skipMissing, unsortedLabels, unpackInto, signal, unpackedFrom };
    const dataset = await readDatasetSource(folder, options, resolveLabel);
    if (dataset) {
      refuseOptions(input, "a dataset that names its images", ["folder", "withoutFiles"]);
      return dataset;
    }
  }
  refuseOptions(input, "a folder", ["folder", "withoutFiles", "skipMissing", "unsortedLabels"]);
  return readFolderSource(folder, input.layout, resolveLabel);
}

/** An option that would have no effect is refused, so that nobody relies on it. */
function refuseOptions(input: SourceInput, kind: string, names: readonly (keyof typeof optionNames)[]): void {
  const given = names.find((name) => input[name] !== undefined && input[name] !== false);
  if (given)
    throw new Failure(
      "wrong-usage",
      `${optionNames[given]} means nothing where ${kind} is imported. Leave it out.`,
    );
}

/** Unpacks an archive and reads the folder. */
async function readArchiveSource(
  archive: string,
  kind: ArchiveKind,
  { unpackInto, signal, ...input }: SourceInput,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  if (unpackInto === undefined) {
    throw badFile(archive, "it is an archive. Unpack it and name the folder.");
  }
  const { folder, leftOut } = await unpackArchive({ file: archive, kind, into: unpackInto, signal });
  try {
    const wrapper = await findWrapper(folder, resolveLabel);
    const root = join(folder, wrapper);
    // Files made from it are removed with it.
    const inside = { ...input, unpackInto: folder, signal, unpackedFrom: archive };
    const source = await readFolder(root, inside, resolveLabel);
    const notes =
      wrapper === ""
        ? []
        : [
            `Everything in ${basename(archive)} lies in its folder ${wrapper}, which is no label and was read as the root.`,
          ];
    const refused = leftOut.map(({ path, reason }) => ({ file: path, reason }));
    return {
      ...source,
      origin: archive,
      unpacked: folder,
      notes: [...notes, ...source.notes],
      refused: [...source.refused, ...refused],
    };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!(error instanceof Failure)) throw error;
    throw new Failure(error.code, error.message.replaceAll(folder, archive), error.details);
  }
}

/** The single top folder that many archives have; "" if there is none, or it is a class. */
async function findWrapper(folder: string, resolveLabel: LabelResolver): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const visible = entries.filter(({ name }) => !name.startsWith(".") && name !== "__MACOSX");
  const [only, ...others] = visible;
  return only?.isDirectory() && others.length === 0 && !resolveLabel(only.name) ? only.name : "";
}
