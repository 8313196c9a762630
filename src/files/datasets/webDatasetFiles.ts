import type { ImagesOption } from "../../contract/releases/release.ts";
import { sniffImage } from "../images/sniffImage.ts";
import { releaseLine } from "../releases/releaseLines.ts";
import type { DatasetFile, DatasetImage, DatasetImages } from "./datasetFile.ts";
import { packTar, type TarFile } from "./packTar.ts";
import { inShards, type ShardSize } from "./shards.ts";
import { imagesOf, type Split } from "./splits.ts";

/**
 * WebDataset shards: `train-000000.tar` and so on, each with `000000000.jpg` and `000000000.json` of its images. The
 * JSON is a line of release JSON lines. The key is its `image`, not the file's name: a sample's name ends at the first
 * dot, and keys may contain dots.
 *
 * @see https://github.com/webdataset/webdataset#the-webdataset-format
 */
export async function* webDatasetFiles(
  images: DatasetImages,
  splits: readonly Split[],
  { option, size, at }: { option: ImagesOption; size: ShardSize; at: Date },
): AsyncGenerator<DatasetFile> {
  for (const split of splits) {
    let [shard, sample] = [0, 0];
    const samples = readSamples(imagesOf(images(), split), option);
    for await (const some of inShards(samples, size, ({ bytes }) => bytes?.length ?? 0)) {
      const files = filesOf(some, () => sample++);
      yield { path: `${split.name}-${pad(shard++, 6)}.tar`, body: packTar(files, at) };
    }
  }
}

interface Sample extends DatasetImage {
  bytes: Uint8Array | null;
}

async function* readSamples(images: AsyncIterable<DatasetImage>, option: ImagesOption) {
  for await (const image of images) yield { ...image, bytes: option === "none" ? null : await image.read() };
}

async function* filesOf(samples: AsyncIterable<Sample>, number: () => number): AsyncGenerator<TarFile> {
  for await (const sample of samples) {
    const key = pad(number(), 9);
    const json = Buffer.from(`${JSON.stringify(releaseLine(sample))}\n`);
    if (sample.bytes)
      yield { path: `${key}.${endingOf(sample.bytes)}`, bytes: sample.bytes.length, body: sample.bytes };
    yield { path: `${key}.json`, bytes: json.length, body: json };
  }
}

const pad = (number: number, digits: number) => String(number).padStart(digits, "0");

const endings: Record<string, string> = { jpeg: "jpg" };

/** The extension that readers of WebDataset know, judged by the file's content. */
const endingOf = (bytes: Uint8Array) => {
  const format = sniffImage(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)) ?? "bin";
  return endings[format] ?? format;
};
