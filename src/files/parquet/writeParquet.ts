import type { SchemaElement } from "hyparquet";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";

/** A column of texts, of whole numbers, of lists of either, or of images as Hugging Face stores them. */
export type ColumnKind = "text" | "number" | "texts" | "numbers" | "image";

/** Unknown values of a column are undefined or null; those of "image" are `{ bytes, path }`. */
export interface ParquetColumn {
  name: string;
  kind: ColumnKind;
}

export type ParquetRow = Record<string, unknown>;

/** The most rows and bytes held in memory: a row group. */
const groupRows = 10_000;
const groupBytes = 32e6;

/**
 * Writes a Parquet file with one group of rows in memory at a time. Numbers are 64 bits wide; text is compressed with
 * Snappy, the bytes of images are not.
 *
 * @param metadata key and value pairs of the file, such as `huggingface`
 * @returns the file's bytes, piece by piece
 */
export async function* writeParquet(
  rows: Iterable<ParquetRow> | AsyncIterable<ParquetRow>,
  columns: readonly ParquetColumn[],
  metadata: Record<string, string> = {},
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({
    writer,
    schema: [
      { name: "schema", num_children: columns.length },
      ...columns.flatMap(({ name, kind }) => schemaOf[kind](name)),
    ],
    kvMetadata: Object.entries(metadata).map(([key, value]) => ({ key, value })),
    createdBy: "multilabelfy",
  });
  const takeBytes = () => {
    const bytes = new Uint8Array(writer.buffer.slice(0, writer.index));
    writer.index = 0;
    return bytes;
  };
  let group: ParquetRow[] = [];
  let held = 0;
  const writeGroup = async () => {
    await parquet.write({
      columnData: columns.map(({ name, kind }) => ({
        name,
        data: group.map((row) => cellOf(kind, row[name])),
        ...(kind === "image" ? { codec: "UNCOMPRESSED", statistics: false, encoding: "PLAIN" } : {}),
      })),
      rowGroupSize: Math.max(1, group.length),
    });
    group = [];
    held = 0;
    return takeBytes();
  };
  for await (const row of rows) {
    group.push(row);
    held += sizeOf(row);
    if (group.length >= groupRows || held >= groupBytes) yield await writeGroup();
  }
  if (group.length > 0) yield await writeGroup();
  await parquet.finish();
  yield takeBytes();
}

const cellOf = (kind: ColumnKind, value: unknown) => {
  if (value === undefined || value === null) return null;
  if (kind === "number") return BigInt(value as number);
  if (kind === "numbers") return (value as number[]).map(BigInt);
  return value;
};

function sizeOf(row: ParquetRow): number {
  let bytes = 0;
  for (const value of Object.values(row)) {
    if (typeof value === "string") bytes += value.length;
    else if (isImage(value)) bytes += value.bytes?.length ?? 0;
    else bytes += 16;
  }
  return bytes;
}

const isImage = (value: unknown): value is { bytes: Uint8Array | null } =>
  typeof value === "object" && value !== null && "bytes" in value;

const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  repetition_type: "OPTIONAL",
});
const number = (name: string): SchemaElement => ({ name, type: "INT64", repetition_type: "OPTIONAL" });
const listOf = (name: string, element: SchemaElement): SchemaElement[] => [
  { name, repetition_type: "OPTIONAL", converted_type: "LIST", num_children: 1 },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  element,
];

const schemaOf: Record<ColumnKind, (name: string) => SchemaElement[]> = {
  text: (name) => [text(name)],
  number: (name) => [number(name)],
  texts: (name) => listOf(name, text("element")),
  numbers: (name) => listOf(name, number("element")),
  image: (name) => [
    { name, repetition_type: "OPTIONAL", num_children: 2 },
    { name: "bytes", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" },
    text("path"),
  ],
};
