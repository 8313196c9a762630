// Writes a made release in the formats that other tools read: `node test/reference/writeExports.ts FOLDER`.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { DatasetFile, DatasetImage } from "../../src/files/datasets/datasetFile.ts";
import {
  imageFolderFiles,
  imageParquetFiles,
  writeLabelParquet,
} from "../../src/files/datasets/huggingFace.ts";
import { findSplits } from "../../src/files/datasets/splits.ts";
import { webDatasetFiles } from "../../src/files/datasets/webDatasetFiles.ts";
import { imageFolderLines, labelStudioTasks, releaseLines } from "../../src/files/releases/releaseLines.ts";
import type { ReleaseRow } from "../../src/files/releases/releaseRow.ts";
import { writeCard } from "../../src/files/releases/writeCard.ts";
import { writeCitation } from "../../src/files/releases/writeCitation.ts";
import { type SizedRow, writeCoco } from "../../src/files/releases/writeCoco.ts";
import { writeCroissant } from "../../src/files/releases/writeCroissant.ts";
import { writeFiftyOne } from "../../src/files/releases/writeFiftyOne.ts";
import { writeJsonLines } from "../../src/files/releases/writeJsonLines.ts";
import { writeJsonList } from "../../src/files/releases/writeJsonList.ts";
import { writeReleaseSets } from "../../src/files/releases/writeReleaseSets.ts";
import { writeReleaseWide } from "../../src/files/releases/writeReleaseWide.ts";

/** Names that YAML, JSON and CSV could trip over. */
export const classes = ["tench", "yes", "label, with: comma", 'a "quoted" name', "épée", "null"];

/** Photos of `samples/photos`. */
export const held: Record<string, number[]> = {
  "alpine-forest.jpg": [0, 4],
  "astronaut-portrait.jpg": [],
  "bench-above-coast.jpg": [1, 2, 3],
  "berlin-cathedral.jpg": [5],
};

const at = "2026-01-02T03:04:05.000Z";
const title = "Made, release 1";

async function* rows(): AsyncGenerator<SizedRow> {
  for (const [image, labels] of Object.entries(held)) {
    const provenance = labels.length === 1 ? "refined" : "agreed";
    const row: ReleaseRow = {
      image,
      provenance,
      labels: labels.map((index) => ({ index, key: `k${index}`, name: classes[index]!, provenance })),
    };
    yield { ...row, width: 640, height: 480 };
  }
}

const textOf = async (pieces: AsyncIterable<string>) => (await Array.fromAsync(pieces)).join("");
const bytesOf = async (pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>) =>
  Buffer.concat((await Array.fromAsync(pieces)).map((piece) => Buffer.from(piece)));

const photos = new URL("../../samples/photos/", import.meta.url);

/** The same photos in two parts of a dataset. */
async function* images(): AsyncGenerator<DatasetImage> {
  for (const split of ["test", "train"])
    for await (const { width: _, height: __, ...row } of rows())
      yield {
        ...{ ...row, image: `${split}/${row.image}` },
        read: async () => readFileSync(new URL(row.image, photos)),
        locate: () => new URL(row.image, photos).pathname,
      };
}

const option = "copy" as const;
const size = { images: 3, bytes: 1e9 };

async function writeAll(files: AsyncIterable<DatasetFile>, folder: string): Promise<Record<string, Buffer>> {
  const written: Record<string, Buffer> = {};
  for await (const file of files)
    if ("body" in file) written[`${folder}/${file.path}`] = await bytesOf(file.body);
  return written;
}

const counted = { images: 4, labels: 6, agreed: 3, refined: 1, noLabel: 1, pending: 0 };
const about = {
  ...{ ...counted, project: "Made", number: 1, name: "first | <b>labels</b>", at, sha256: "0".repeat(64) },
  ...{ licence: "CC-BY-4.0", authors: ["Ann: A.", 'The #1 "group"'] },
};
const card = (files?: Record<string, string>) =>
  writeCard({
    ...about,
    ...{ version: "0.1.0", classes, audit: null, methods: ["Two people answered."] },
    protocol: [{ name: "Settings: overlap", value: "2" }],
    ...(files ? { files } : {}),
  });

/** Folders of datasets with the images, by the paths of their files. */
async function writeDatasets(): Promise<Record<string, Buffer>> {
  const keys = async function* () {
    for await (const { image } of images()) yield image;
  };
  const splits = await findSplits(keys());
  return {
    ...(await writeAll(imageFolderFiles(images, splits, option), "image-folder")),
    "image-folder/README.md": Buffer.from(card({ test: "data/test/**", train: "data/train/**" })),
    ...(await writeAll(imageParquetFiles(images, splits, { option, size, classes }), "image-parquet")),
    "image-parquet/README.md": Buffer.from(
      card({ test: "data/test-*.parquet", train: "data/train-*.parquet" }),
    ),
    ...(await writeAll(webDatasetFiles(images, splits, { option, size, at: new Date(at) }), "webdataset")),
  };
}

/** What each file holds, by its path. */
export async function writeExports(): Promise<Record<string, string | Buffer>> {
  const lines = await textOf(writeJsonLines(releaseLines(rows())));
  const categories = classes.map((name, index) => ({ index, key: `k${index}`, name }));
  return {
    "labels.jsonl": lines,
    "sets.csv": await textOf(writeReleaseSets(rows())),
    "coco.json": await textOf(writeCoco(rows, categories, { description: title })),
    "fiftyone-labels.json": await textOf(await writeFiftyOne(rows, classes, {})),
    "label-studio.json": await textOf(writeJsonList(labelStudioTasks(rows(), { release: title, at }))),
    "metadata.jsonl": await textOf(writeJsonLines(imageFolderLines(rows()))),
    "card.md": card(),
    "CITATION.cff": writeCitation(about),
    "labels.parquet": await bytesOf(writeLabelParquet(rows(), classes)),
    "wide.csv": await textOf(writeReleaseWide(rows(), categories)),
    ...(await writeDatasets()),
    "croissant.json": writeCroissant({
      limitations: null,
      licence: "CC-BY-4.0",
      authors: ["Ann: A."],
      title,
      description: "4 images.",
      at,
      number: 1,
      citation: title,
      lines: {
        fileName: "labels.jsonl",
        sha256: createHash("sha256").update(lines).digest("hex"),
        bytes: Buffer.byteLength(lines),
      },
    }),
  };
}

const [folder] = process.argv.slice(2);
if (import.meta.main && folder) {
  mkdirSync(folder, { recursive: true });
  for (const [name, content] of Object.entries(await writeExports())) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
}
