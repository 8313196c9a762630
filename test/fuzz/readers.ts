import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { pack } from "tar-stream";
import { readClassOrder } from "../../src/actions/evaluation/readClassOrder.ts";
import { Failure } from "../../src/contract/failure.ts";
import { sniffArchive } from "../../src/files/archives/sniffArchive.ts";
import { unpackArchive } from "../../src/files/archives/unpackArchive.ts";
import { decodeImage } from "../../src/files/images/decodeImage.ts";
import { readImageList } from "../../src/files/images/readImageList.ts";
import { readImageOrder } from "../../src/files/images/readImageOrder.ts";
import { readManifest } from "../../src/files/images/readManifest.ts";
import { readLabelSpaceFile } from "../../src/files/labelSpaces/readLabelSpaceFile.ts";
import { readLabelFile } from "../../src/files/labels/readLabelFile.ts";
import { readTopLabels } from "../../src/files/predictions/readTopLabels.ts";
import { readMetrics } from "../../src/files/readMetrics.ts";
import { makeNpy, makeNpz } from "../../src/files/testing/makeNpy.ts";
import { readGold } from "../../src/files/votes/readGold.ts";
import { readVotes } from "../../src/files/votes/readVotes.ts";
import { inspectModel } from "../../src/inference/inspection/inspectModel.ts";
import { readModelCard } from "../../src/inference/readModelCard.ts";
import { makeAverageModel } from "../../src/inference/testing/makeOnnx.ts";
import { makeFlag } from "../corpus/flag.ts";
import { findForeignWords } from "./foreignWords.ts";

/** A reader, and sound files by their names. */
export interface FuzzedReader {
  name: string;
  samples: Record<string, Buffer>;
  read: (file: string, content: Buffer) => Promise<unknown>;
}

const text = (content: string) => Buffer.from(content);
const json = (content: unknown) => text(JSON.stringify(content));
const keys = ["a.jpg", "b.jpg", "c.jpg"];
const parquet = (columns: Parameters<typeof parquetWriteBuffer>[0]["columnData"]) =>
  Buffer.from(parquetWriteBuffer({ columnData: columns }));
const scores = [
  [0.5, 0.25, 0.125, 0.125],
  [0.25, 0.5, 0.125, 0.125],
  [0.125, 0.25, 0.5, 0.125],
];

async function makeTar(): Promise<Buffer> {
  const tar = pack();
  tar.entry({ name: "cat/a.jpg" }, "a photo");
  tar.entry({ name: "dog/b.jpg" }, "another");
  tar.finalize();
  return buffer(tar);
}

async function readAll(rows: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = [];
  for await (const row of rows) all.push(row);
  return all;
}

/** Every reader of files that people bring. @param folder for what is unpacked, and the list of images */
export async function listReaders(folder: string): Promise<FuzzedReader[]> {
  const imagesFile = join(folder, "list.csv");
  await writeFile(imagesFile, `image\n${keys.join("\n")}\n`);
  const onnx = makeAverageModel({ height: 8, width: 8 });
  const tar = await makeTar();
  const zip = Buffer.from(zipSync({ "cat/a.jpg": text("a photo"), "dog/b.jpg": text("another") }));
  return [
    {
      name: "labels",
      read: (file) => readLabelFile(file),
      samples: {
        "labels.csv": text("image,labels\na.jpg,0|3\nb.jpg,1\nc.jpg,\n"),
        "labels.tsv": text("image\tlabel\na.jpg\t0\nb.jpg\t1\nb.jpg\t2\n"),
        "real.json": json([[0, 3], [1], []]),
        "keyed.json": json({ "a.jpg": [0, 3], "b.jpg": [1] }),
        "labels.jsonl": text('{"image":"a.jpg","labels":[0,3]}\n{"image":"b.jpg","labels":[1]}\n'),
        "coco.json": json({
          images: [{ id: 1, file_name: "a.jpg" }],
          categories: [{ id: 7, name: "cat" }],
          annotations: [{ id: 1, image_id: 1, category_id: 7 }],
        }),
        "labels.npy": makeNpy("<i8", [[0], [1], [2]]),
        "labels.parquet": parquet([
          { name: "image", data: keys, type: "STRING" },
          { name: "label", data: [0, 1, 2], type: "INT32" },
        ]),
      },
    },
    {
      name: "gold",
      read: (file) => readGold(file),
      samples: { "gold.csv": text("image,label,answer\na.jpg,0,yes\na.jpg,1,no\nb.jpg,1,yes\n") },
    },
    {
      name: "label space",
      read: (file) => readLabelSpaceFile(file),
      samples: {
        "space.csv": text("id,name,definition\nn1,cat,a small one\nn2,dog,barks\n"),
        "classes.txt": text("cat\ndog\nfish\n"),
        "id2label.json": json({ id2label: { 0: "cat", 1: "dog" } }),
        "keras.json": json({ 0: ["n1", "cat"], 1: ["n2", "dog"] }),
        "data.yaml": text("nc: 2\nnames: &n\n  0: cat\n  1: 'dog'\nother: *n\n"),
        "readme.md": text(
          "---\nfeatures:\n- {name: label, dtype: {class_label: {names: [a, b]}}}\n---\n# A set\n",
        ),
      },
    },
    {
      name: "class order",
      read: (file) => readClassOrder(file, undefined),
      samples: { "order.txt": text("2\n0\n1\nbackground\n"), "order.json": json([2, 0, 1]) },
    },
    {
      name: "predictions",
      read: (file) => readTopLabels(file, { keys, imagesFile, max: 20 }),
      samples: {
        "ranks.csv": text("image,label,rank\na.jpg,0,1\na.jpg,1,2\nb.jpg,1,1\nc.jpg,2,1\n"),
        "scores.csv": text("image,label,score\na.jpg,0,.5\na.jpg,1,.25\nb.jpg,1,.5\nc.jpg,2,.75\n"),
        "wide.csv": text(`image,0,1,2,3\n${keys.map((key, at) => `${key},${scores[at]}`).join("\n")}\n`),
        "lists.json": json({
          "a.jpg": { labels: [0, 1] },
          "b.jpg": { labels: [1, 0] },
          "c.jpg": { labels: [2] },
        }),
        "rows.jsonl": text(keys.map((image, at) => JSON.stringify({ image, scores: scores[at] })).join("\n")),
        "scores.npy": makeNpy("<f4", scores),
        "ranks.npy": makeNpy("<i8", [
          [0, 1],
          [1, 0],
          [2, 3],
        ]),
        "scores.npz": Buffer.from(makeNpz({ logits: makeNpy("<f8", scores) }, 6)),
        "rows.parquet": parquet([
          { name: "image", data: keys, type: "STRING" },
          { name: "label", data: [0, 1, 2], type: "INT32" },
          { name: "score", data: [0.5, 0.75, 0.5], type: "DOUBLE" },
        ]),
      },
    },
    {
      name: "votes",
      read: (file) => readVotes(file),
      samples: {
        "votes.csv": text("image,label,annotator,answer\na.jpg,0,ann,yes\na.jpg,0,bob,no\nb.jpg,1,ann,yes\n"),
        "quoted.csv": text('image,label,annotator,answer\n"a,1.jpg",0,ann,yes\n"a ""b"".jpg",0,bob,no\n'),
        "answers.jsonl": text(
          ["a.jpg", "b.jpg"]
            .map((path) =>
              JSON.stringify({
                path,
                options: [{ id: 0 }, { id: 1 }],
                accept: [1],
                answer: "accept",
                _task_hash: 1,
                _annotator_id: "ann",
              }),
            )
            .join("\n"),
        ),
        "votes.npz": Buffer.from(
          makeNpz({
            ids: makeNpy("<i8", [[1], [2]], { shape: "(2,)" }),
            info: makeNpy("<i8", [
              [1, 0],
              [2, 1],
            ]),
            tensor: makeNpy("<f8", [[1, 0, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0]], { shape: "(2, 2, 3)" }),
          }),
        ),
      },
    },
    {
      name: "manifest",
      read: (file) => readAll(readManifest(file)),
      samples: {
        "photos.csv": text("path,label\ncat/a.jpg,cat\ndog/b.jpg,dog\n"),
        "photos.jsonl": text('{"file_name":"a.jpg","label":"cat"}\n{"file_name":"b.jpg","label":"dog"}\n'),
      },
    },
    {
      name: "image list",
      read: (file) => readImageList(file),
      samples: {
        "images.csv": text("image,label\na.jpg,0\nb.jpg,1\n"),
        "images.txt": text("a.jpg\nb.jpg\n"),
      },
    },
    {
      name: "image order",
      read: (file) => readImageOrder(file),
      samples: { "order.csv": text("image,label\na.jpg,0\nb.jpg,1\n") },
    },
    {
      name: "metrics",
      read: readMetrics,
      samples: { "metrics.csv": text("model,top1,real\nresnet,76.1,82.9\nvgg,71.6,79.0\n") },
    },
    {
      name: "archive",
      read: async (file) => {
        const found = await sniffArchive(file);
        if (!found || !("archive" in found)) return found;
        const unpacked = await unpackArchive({ file, kind: found.archive, into: join(folder, "unpacked") });
        await rm(unpacked.folder, { recursive: true, force: true });
        return unpacked.leftOut;
      },
      samples: { "photos.zip": zip, "photos.tar": tar, "photos.tar.gz": gzipSync(tar) },
    },
    { name: "model", read: (file) => inspectModel(file), samples: { "model.onnx": onnx } },
    {
      name: "model card",
      read: readModelCard,
      samples: { "card.json": await readFile("models/efficientnet-lite0.json") },
    },
    {
      name: "image",
      read: async (_, content) => {
        const found = await decodeImage(content);
        if (!found.ok) throw new Failure("bad-file", found.message);
      },
      samples: {
        "flag.jpg": await makeFlag().jpeg().toBuffer(),
        "progressive.jpg": await makeFlag({ orientation: 6 }).jpeg({ progressive: true }).toBuffer(),
        "flag.png": await makeFlag().png().toBuffer(),
        "flag.webp": await makeFlag().webp({ lossless: true }).toBuffer(),
        "flag.gif": await makeFlag().gif().toBuffer(),
        "flag.tif": await makeFlag().tiff({ compression: "lzw" }).toBuffer(),
        "flag.avif": await makeFlag().avif().toBuffer(),
      },
    },
  ];
}

/**
 * Reads a file that was changed: it is read, or refused in a sentence of our own.
 *
 * @returns what is wrong with the refusal; undefined where nothing is
 */
export async function tryReader(
  { read }: FuzzedReader,
  file: string,
  content: Buffer,
): Promise<string | undefined> {
  await writeFile(file, content);
  try {
    await read(file, content);
  } catch (error) {
    if (!(error instanceof Failure)) return `throws ${(error as Error).stack}`;
    const found = findForeignWords(error.message.replaceAll(file, "FILE"));
    if (found) return `says ${found}`;
  }
  return undefined;
}
