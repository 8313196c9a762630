import { basename } from "node:path";
import { badFile, badRow, listed, quoted } from "../fileFailure.ts";
import { sniffImage } from "../images/sniffImage.ts";
import { openParquetRecords } from "../predictions/parquet/parquetRecords.ts";
import { classNamesInMetadata } from "./classNames.ts";
import { splitOfShard } from "./readShards.ts";
import type { Sample } from "./writeSamples.ts";

/** The content of a Parquet file of images; the images are read on demand. */
export interface ImageParquet {
  /** What its class numbers mean, if it says so. */
  classes: string[] | undefined;
  samples: () => AsyncGenerator<Sample>;
}

interface StoredImage {
  bytes: Uint8Array | null;
  path: string | null;
}

const isStoredImage = (value: unknown): value is StoredImage =>
  typeof value === "object" && value !== null && "bytes" in value && "path" in value;

/**
 * Opens Parquet with images inside, as Hugging Face writes it: a column of `{bytes, path}`, and others that describe
 * the images.
 *
 * @throws Failure `bad-file` if it is no such file, `not-found`
 */
export async function openImageParquet(file: string): Promise<ImageParquet> {
  const { metadata, names, read } = await openParquetRecords(file, { binary: true });
  const split = splitOfShard(file);
  return {
    classes: classNamesInMetadata(metadata["huggingface"]),
    async *samples() {
      let column: string | undefined;
      for await (const { row, record } of read(names)) {
        const images = names.filter((name) => isStoredImage(record[name]));
        column ??= images[0];
        const image = column === undefined ? undefined : record[column];
        if (images.length > 1)
          throw badFile(
            file,
            `it has the images ${listed(images.map(quoted))} in a row, and which of them is labelled is not known. Take the others out. Nothing was imported.`,
          );
        if (!isStoredImage(image) || image.bytes === null)
          throw badRow(file, row, "it holds no image's bytes. Nothing was imported.");
        const { bytes, path } = image;
        const number = `${split}-${String(row - 1).padStart(9, "0")}`;
        yield {
          name: path ?? `${basename(file, ".parquet")}/${number}.${sniffImage(Buffer.from(bytes)) ?? "jpg"}`,
          place: `${basename(file)}, row ${row}`,
          split,
          content: bytes,
          fields: Object.fromEntries(
            names.filter((name) => name !== column).map((name) => [name, plain(record[name])]),
          ),
        };
      }
    },
  };
}

/** A Parquet value as JSON would have it. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  if (value instanceof Uint8Array) return null;
  if (ArrayBuffer.isView(value) && !(value instanceof DataView))
    return Array.from(value as unknown as Iterable<unknown>, plain);
  return value ?? null;
}
