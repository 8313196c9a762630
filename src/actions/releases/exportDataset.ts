import { Failure } from "../../contract/failure.ts";
import {
  datasetFormats,
  type ExportFormat,
  type ImagesOption,
  isFolderFormat,
} from "../../contract/releases/release.ts";
import { getProject } from "../../db/project/project.ts";
import { countReleaseImages, getRelease } from "../../db/releases.ts";
import type { DatasetFile, DatasetImage, DatasetImages } from "../../files/datasets/datasetFile.ts";
import { imageFolderFiles, imageParquetFiles } from "../../files/datasets/huggingFace.ts";
import { imageFiles } from "../../files/datasets/imageFiles.ts";
import { defaultShardSize, type ShardSize } from "../../files/datasets/shards.ts";
import { findSplits, type Split } from "../../files/datasets/splits.ts";
import { webDatasetFiles } from "../../files/datasets/webDatasetFiles.ts";
import { releaseLines } from "../../files/releases/releaseLines.ts";
import { writeJsonLines } from "../../files/releases/writeJsonLines.ts";
import type { Context } from "../context.ts";
import type { JobInput } from "../jobProgress.ts";
import { streamDatasetImages } from "./parts/datasetImages.ts";
import { labelsOf, streamRows } from "./parts/labelRows.ts";
import {
  contents,
  describe,
  describeCitation,
  describeForMachines,
  type ExportOptions,
  type Source,
  stemOf,
} from "./releaseContents.ts";

export interface ExportedDataset {
  project: string;
  /** A name for its folder. */
  folderName: string;
  /** In the order in which they are made; each is read to its end before the next is requested. */
  files: AsyncGenerator<DatasetFile>;
}

/**
 * A release as a folder: its labels, a card, a citation and, where they are wanted, the images. Nothing is read before
 * files are requested, and only a row group, an image or a few thousand rows are in memory at a time.
 *
 * @throws Failure `wrong-usage` for a format that is a single file, or that cannot hold links
 */
export async function exportDataset(
  { db, storage }: Pick<Context, "db" | "storage">,
  { release: id, format, ...options }: { release: string; format: ExportFormat } & ExportOptions,
  job: Pick<JobInput, "onProgress" | "signal"> = {},
): Promise<ExportedDataset> {
  const images = options.images ?? "copy";
  refuse(format, images);
  const release = await getRelease(db, id);
  const project = await getProject(db, release.projectId);
  const source = { db, storage, release, project, options };
  return {
    project: project.id,
    folderName: `${stemOf(source)}-${format}`,
    files: listFiles(source, format, images, await watch(source, job)),
  };
}

function refuse(format: ExportFormat, images: ImagesOption): void {
  if (!datasetFormats.includes(format))
    throw new Failure(
      "wrong-usage",
      `${format} is a file alone, which no images belong to. With images: ${datasetFormats.join(", ")}.`,
    );
  if (format === "webdataset" && images === "link")
    throw new Failure(
      "wrong-usage",
      "The archives of WebDataset cannot hold links to images. Copy them, or leave them out.",
    );
}

/** The images; at each of them progress is reported, and a requested abort takes effect. */
async function watch(source: Source, { onProgress, signal }: Pick<JobInput, "onProgress" | "signal">) {
  const { images: total } = await countReleaseImages(source.db, source.release);
  return (step: string): DatasetImages =>
    async function* watched(): AsyncGenerator<DatasetImage> {
      let done = 0;
      onProgress?.({ step, done, total });
      for await (const image of streamDatasetImages(source)) {
        signal?.throwIfAborted();
        yield image;
        done += 1;
        if (done % 100 === 0 || done === total) onProgress?.({ step, done, total });
      }
    };
}

type Watch = Awaited<ReturnType<typeof watch>>;

async function* listFiles(
  source: Source,
  format: ExportFormat,
  option: ImagesOption,
  images: Watch,
): AsyncGenerator<DatasetFile> {
  const size: ShardSize = source.options.shardSize ?? defaultShardSize;
  const at = new Date(source.release.at);
  const text = async function* (of: Promise<string>) {
    yield await of;
  };
  yield { path: "CITATION.cff", body: text(describeCitation(source)) };
  const card = (files?: Record<string, string>): DatasetFile => ({
    path: "README.md",
    body: text(describe(source, files)),
  });
  if (format === "webdataset") {
    yield card();
    yield* webDatasetFiles(images("images"), await splitsOf(source), { option, size, at });
  } else if (format === "hugging-face-parquet") {
    const splits = await splitsOf(source);
    yield card(patterns(splits, ({ name }) => `data/${name}-*.parquet`));
    const classes = (await labelsOf(source)).map(({ name }) => name);
    yield* imageParquetFiles(images("images"), splits, { option, size, classes });
  } else if (format === "hugging-face") {
    const splits = await splitsOf(source);
    yield card(patterns(splits, ({ folder }) => (folder === "" ? "data/**" : `data/${folder}/**`)));
    yield* imageFolderFiles(images("images"), splits, option);
  } else {
    yield card();
    yield* besideImages(source, format);
    yield* imageFiles(images("images"), option, format === "fiftyone" ? "data" : "images");
  }
}

/** The file of a format that refers to images, under the name that its readers look for. */
async function* besideImages(source: Source, format: ExportFormat): AsyncGenerator<DatasetFile> {
  if (isFolderFormat(format)) return;
  if (format === "croissant") {
    const lines = "labels.jsonl";
    yield { path: lines, body: writeJsonLines(releaseLines(streamRows(source))) };
    const described = await describeForMachines(source, lines);
    yield { path: "croissant.json", body: [described] };
    return;
  }
  const { ending, body } = await contents[format](source);
  yield { path: format === "fiftyone" ? "labels.json" : ending, body };
}

const patterns = (splits: readonly Split[], pattern: (split: Split) => string) =>
  Object.fromEntries(splits.map((split) => [split.name, pattern(split)]));

async function splitsOf(source: Source): Promise<Split[]> {
  return findSplits(
    (async function* keys() {
      for await (const { image } of streamRows(source)) yield image;
    })(),
  );
}
