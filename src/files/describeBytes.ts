const signatures: [name: string, bytes: string][] = [
  ["a NumPy array (.npy)", "\u0093NUMPY"],
  ["a Parquet file", "PAR1"],
  ["a zip archive, as .npz and .xlsx are", "PK\u0003\u0004"],
  ["an empty zip archive", "PK\u0005\u0006"],
  ["a file packed by gzip", "\u001f\u008b"],
  ["a file packed by bzip2", "BZh"],
  ["a file packed by xz", "\u00fd7zXZ"],
  ["a file packed by zstd", "\u0028\u00b5\u002f\u00fd"],
  ["an HDF5 file (.h5)", "\u0089HDF"],
  ["an SQLite database", "SQLite format 3"],
  ["an old Excel file (.xls)", "\u00d0\u00cf\u0011\u00e0"],
  ["a PNG picture", "\u0089PNG"],
  ["a JPEG picture", "\u00ff\u00d8\u00ff"],
  ["a PDF document", "%PDF"],
  ["a pickle of Python objects", "\u0080\u0002"],
  ["a pickle of Python objects", "\u0080\u0003"],
  ["a pickle of Python objects", "\u0080\u0004"],
  ["a pickle of Python objects", "\u0080\u0005"],
];

/** What a file's first bytes suggest it is; undefined for text and for anything unknown. */
export function describeBytes(bytes: Uint8Array): string | undefined {
  const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 16)).toString("latin1");
  return signatures.find(([, signature]) => start.startsWith(signature))?.[0];
}
