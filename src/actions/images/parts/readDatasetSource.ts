import { rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import { unpackArchive } from "../../../files/archives/unpackArchive.ts";
import { classNamesInCard } from "../../../files/datasets/classNames.ts";
import { areSamples, type DatasetFiles, findDatasetFiles } from "../../../files/datasets/findDatasetFiles.ts";
import { type ImageParquet, openImageParquet } from "../../../files/datasets/readImageParquet.ts";
import { readShard } from "../../../files/datasets/readShards.ts";
import { type Sample, type WrittenSamples, writeSamples } from "../../../files/datasets/writeSamples.ts";
import { badFile } from "../../../files/fileFailure.ts";
import type { ReadableStorage } from "../../../storage/storage.ts";
import type { LabelResolver } from "../../labels/resolveLabel.ts";
import { type ImportSource, nameSome } from "../importSource.ts";
import { type ManifestOptions, readManifestParts, readManifestSource } from "./readManifestSource.ts";
import { resolverOfClasses } from "./resolverOfClasses.ts";

export type ImageFolderOptions = Pick<ManifestOptions, "skipMissing" | "unsortedLabels">;

type Options = ImageFolderOptions & {
  unpackInto?: string | undefined;
  signal?: AbortSignal | undefined;
  unpackedFrom?: string | undefined;
};

/**
 * Reads a folder that is a dataset in a known form: an ImageFolder with `metadata.jsonl`, Parquet with embedded images,
 * or WebDataset shards.
 *
 * @returns undefined for any other folder
 * @throws Failure those of `readManifestSource`; `bad-file` for shards that cannot be read
 */
export async function readDatasetSource(
  folder: string,
  options: Options,
  resolveLabel: LabelResolver,
): Promise<ImportSource | undefined> {
  const found = await findDatasetFiles(folder);
  const open = async (path: string) => join(folder, path);
  if (found.metadata.length > 0) return readImageFolder({ folder, open }, found, options, resolveLabel);
  const { unpackedFrom } = options;
  if (unpackedFrom !== undefined && areSamples(found))
    return readSamples(
      folder,
      readShard({ folder, shard: basename(unpackedFrom) }, found),
      options,
      resolveLabel,
    );
  if (found.images.length > 0) return undefined;
  const paths = (names: readonly string[]) => names.map((name) => join(folder, name));
  if (found.parquet.length > 0) return readImageParquet(folder, paths(found.parquet), options, resolveLabel);
  if (found.archives.length > 0) return readShards(folder, paths(found.archives), options, resolveLabel);
  if (found.arrow.length > 0)
    throw badFile(
      join(folder, found.arrow[0]!),
      'datasets in Arrow files are not read. Write them as Parquet: load_from_disk(...).to_parquet("train.parquet"). Nothing was imported.',
    );
  return undefined;
}

/**
 * Reads an ImageFolder whose metadata files were found.
 *
 * @param place.open returns the local path of a file that was found
 * @param place.bucket reads the folder, where it is a place in a bucket
 */
export async function readImageFolder(
  {
    folder,
    open,
    bucket,
  }: { folder: string; open(path: string): Promise<string>; bucket?: ReadableStorage | undefined },
  { metadata, cards }: Pick<DatasetFiles, "metadata" | "cards">,
  options: ImageFolderOptions,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const places = metadata.map((path) => (dirname(path) === "." ? [] : dirname(path).split("/")));
  const common = places.reduce((a, b) => a.slice(0, a.findIndex((part, at) => part !== b[at]) >>> 0));
  const manifests: string[] = [];
  for (const path of metadata) manifests.push(await open(path));
  const parts = manifests.map((manifest, at) => ({
    manifest,
    below: places[at]!.slice(common.length)
      .map((part) => `${part}/`)
      .join(""),
  }));
  const classes = cards.length === 1 ? await classNamesInCard(await open(cards[0]!)) : undefined;
  const source = await readManifestParts(
    folder,
    parts,
    {
      ...options,
      folder: bucket ? folder : join(folder, ...common),
      bucket: bucket && common.length > 0 ? bucket.within(common.join("/")) : bucket,
    },
    resolverOfClasses(classes, resolveLabel),
  );
  refuseClassFolders(folder, source, resolveLabel);
  return source;
}

/** Refuses metadata without labels beside images in folders named after labels: either may be meant. */
function refuseClassFolders(folder: string, { rows }: ImportSource, resolveLabel: LabelResolver): void {
  const folders = new Set<string>();
  for (const { path, originals } of rows) {
    if (originals.length > 0) return;
    for (const name of path.split(/[/\\]/).slice(0, -1)) folders.add(name);
  }
  const named = [...folders].filter((name) => !/^\d+$/.test(name) && resolveLabel(name) !== undefined);
  if (named.length === 0) return;
  throw new Failure(
    "bad-request",
    `${folder} holds metadata.jsonl, which names no label, and folders that are called like labels (${nameSome(named, 5)}), which can mean two things. With --layout class-folders (or split-folders), folders are the original labels; with --layout flat, they are only part of the images' names. metadata.jsonl is not read then. Nothing was imported.`,
  );
}

/** @param files Parquet with embedded images; all must state the same classes */
export async function readImageParquet(
  source: string,
  files: readonly string[],
  options: Options,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const opened: ImageParquet[] = [];
  for (const file of files) opened.push(await openImageParquet(file));
  const [first, ...others] = opened.map(({ classes }) => classes?.join("\n"));
  if (others.some((classes) => classes !== first))
    throw badFile(
      source,
      "its Parquet files number their classes in different ways. Import them one by one.",
    );
  const samples = async function* () {
    for (const one of opened) yield* one.samples();
  };
  return readSamples(source, samples(), options, resolverOfClasses(opened[0]?.classes, resolveLabel));
}

async function readShards(
  source: string,
  files: readonly string[],
  options: Options,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  return readSamples(source, unpackShards(files, options), options, resolveLabel);
}

/** Each shard is unpacked while it is read. */
async function* unpackShards(
  files: readonly string[],
  { unpackInto, signal }: Options,
): AsyncGenerator<Sample> {
  for (const file of files) {
    const into = join(needFolder(unpackInto, file), ".shard");
    const { folder } = await unpackArchive({ file, kind: "tar", into, signal });
    try {
      const found = await findDatasetFiles(folder);
      if (!areSamples(found))
        throw badFile(
          file,
          "its images have no .json or .cls beside them, so that it is no shard of WebDataset. Unpack it, or import it alone. Nothing was imported.",
        );
      yield* readShard({ folder, shard: basename(file) }, found);
    } finally {
      await rm(into, { recursive: true, force: true });
    }
  }
}

const needFolder = (unpackInto: string | undefined, source: string): string => {
  if (unpackInto !== undefined) return unpackInto;
  throw badFile(source, "it holds images in files of several. Unpack it and name the folder.");
};

/** Writes the images to where an archive is unpacked, and reads their metadata. */
async function readSamples(
  source: string,
  samples: AsyncIterable<Sample>,
  { unpackInto, signal, ...options }: Options,
  resolveLabel: LabelResolver,
): Promise<ImportSource> {
  const into = needFolder(unpackInto, source);
  const { folder, manifest }: WrittenSamples = await writeSamples(samples, { source, into, signal });
  const unpacked = dirname(folder);
  try {
    const read = await readManifestSource(manifest, { ...options, folder }, resolveLabel);
    return { ...read, origin: source, unpacked };
  } catch (error) {
    await rm(unpacked, { recursive: true, force: true });
    if (!(error instanceof Failure)) throw error;
    const message = error.message.replaceAll(manifest, source).replaceAll(folder, source);
    throw new Failure(error.code, message, error.details);
  }
}
