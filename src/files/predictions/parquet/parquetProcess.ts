// Reads Parquet for the program that asks. The library trusts what a damaged file says about itself: it might loop
// without end or fill the memory. Here that ends this process, and nothing else.
import { brotliDecompressSync, gunzipSync, zstdDecompressSync } from "node:zlib";
import {
  type AsyncBuffer,
  asyncBufferFromFile,
  type Compressors,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from "hyparquet";
import type { FromParquet, ToParquet } from "./parquetMessages.ts";

/** The library brings Snappy, Node these. Whatever unpacks to more than stated is refused. */
const compressors: Compressors = {
  GZIP: (bytes, length) => gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
  BROTLI: (bytes, length) => brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
  ZSTD: (bytes, length) => zstdDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
};

const isRead = (codec: string) => codec === "UNCOMPRESSED" || codec === "SNAPPY" || codec in compressors;

let opened: { buffer: AsyncBuffer; metadata: FileMetaData } | undefined;

async function answer(message: ToParquet): Promise<FromParquet> {
  if (message.type === "open") {
    const buffer = await asyncBufferFromFile(message.file);
    const metadata = await parquetMetadataAsync(buffer);
    opened = { buffer, metadata };
    const codecs = metadata.row_groups.flatMap(({ columns }) => columns.map((one) => one.meta_data?.codec));
    const unknown = codecs.find((codec) => codec !== undefined && !isRead(codec));
    if (unknown !== undefined) return { type: "packed", codec: unknown };
    const names = parquetSchema(metadata).children.map(({ element }) => element.name);
    const told = (metadata.key_value_metadata ?? []).map(({ key, value = "" }) => [key, value]);
    return { type: "opened", names, rows: Number(metadata.num_rows), metadata: Object.fromEntries(told) };
  }
  const { buffer, metadata } = opened!;
  const { columns, first, end, binary } = message;
  const records = await parquetReadObjects({
    file: buffer,
    metadata,
    columns,
    rowStart: first,
    rowEnd: end,
    compressors,
    useOffsetIndex: true,
    utf8: !binary,
  });
  return { type: "rows", records };
}

process.on("message", async (message: ToParquet) => {
  const reply = await answer(message).catch((): FromParquet => ({ type: "unreadable" }));
  process.send?.(reply, undefined, undefined, () => {});
});
process.on("disconnect", () => process.exit());
process.on("SIGINT", () => {});
