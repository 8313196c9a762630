import { open } from "node:fs/promises";
import { Readable } from "node:stream";
import { crc32, createInflateRaw, createZstdDecompress } from "node:zlib";
import { badFile, explainOpening, listed } from "../fileFailure.ts";
import { readZipEntries, type ZipEntry } from "./readZipEntries.ts";

/** Bytes of the file that are read at once. */
const readAtOnce = 1 << 18;

/** How zip calls what NumPy never writes, but other programs do. */
const methodNames: Record<number, string> = {
  1: "shrink",
  6: "implode",
  9: "deflate64",
  12: "bzip2",
  14: "lzma",
  95: "xz",
  98: "ppmd",
};

/**
 * The .npy bytes of an array in a .npz archive (a zip), a piece at a time. Its length and checksum are verified.
 *
 * @param array its name; by default the only array
 * @param advice what to do where it is not clear which one is meant
 * @throws Failure `bad-file`, with the names of the arrays where it is not clear which one is meant
 */
export async function* readNpzArray(
  file: string,
  array: string | undefined,
  advice = "Say with --array which one.",
): AsyncGenerator<Uint8Array> {
  const entry = await findArray(file, array, advice);
  const name = `${file}, array ${nameOf(entry)}`;
  let checksum = 0;
  let length = 0;
  for await (const piece of unpack(file, entry, name)) {
    checksum = crc32(piece, checksum);
    length += piece.length;
    if (length > entry.size) break;
    yield piece;
  }
  if (length === entry.size && checksum >>> 0 === entry.crc32) return;
  throw badFile(
    name,
    "it is damaged: its length or checksum is not what the archive says. Copy or save it again.",
  );
}

const nameOf = ({ name }: ZipEntry) => name.replace(/\.npy$/, "");

async function findArray(file: string, array: string | undefined, advice: string): Promise<ZipEntry> {
  const entries = (await readZipEntries(file)).filter(({ name }) => !name.endsWith("/"));
  const names = entries.map(nameOf);
  if (entries.length === 0) throw badFile(file, "it is an empty archive. Save it with numpy.savez.");
  if (array === undefined) {
    if (entries.length === 1) return entries[0]!;
    throw badFile(file, `it holds the arrays ${listed(names)}. ${advice}`);
  }
  const [found, twice] = entries.filter((entry) => nameOf(entry) === array.replace(/\.npy$/, ""));
  if (found && !twice) return found;
  throw badFile(
    file,
    found
      ? `it holds the array ${array} twice. Save it again.`
      : `it has no array ${array}, but ${listed(names)}. ${advice}`,
  );
}

/** An entry's bytes, unpacked. */
async function* unpack(file: string, entry: ZipEntry, name: string): AsyncGenerator<Uint8Array> {
  if (entry.isEncrypted) {
    throw badFile(name, "it is encrypted, which is not read. Save it without a password.");
  }
  const stored = readStored(file, entry, name);
  if (entry.method === 0) {
    yield* stored;
    return;
  }
  if (entry.method !== 8 && entry.method !== 93) {
    const method = methodNames[entry.method] ?? `method ${entry.method}`;
    throw badFile(
      name,
      `it is packed by ${method}, which is not read. Save it again with numpy.savez or numpy.savez_compressed.`,
    );
  }
  const source = Readable.from(stored);
  const decoder = entry.method === 8 ? createInflateRaw() : createZstdDecompress();
  source.on("error", (error) => decoder.destroy(error));
  try {
    for await (const piece of source.pipe(decoder)) yield piece as Uint8Array;
  } catch (error) {
    // Node's words are for programmers.
    if (!/^(Z_|ERR_|ZSTD_)/.test(String((error as { code?: unknown }).code))) throw error;
    throw badFile(name, "it cannot be unpacked: it is damaged. Copy or save it again.");
  } finally {
    source.destroy();
  }
}

/** The bytes of an entry as they lie in the archive. */
async function* readStored(file: string, entry: ZipEntry, name: string): AsyncGenerator<Uint8Array> {
  const handle = await open(file).catch((error: unknown) => {
    throw explainOpening(error, file);
  });
  try {
    const head = Buffer.alloc(30);
    const { bytesRead } = await handle.read(head, 0, head.length, entry.offset);
    if (bytesRead < head.length || head.readUInt32LE(0) !== 0x04034b50) {
      throw badFile(
        name,
        "the archive is damaged: the array does not lie where its list says. Copy it again.",
      );
    }
    let at = entry.offset + head.length + head.readUInt16LE(26) + head.readUInt16LE(28);
    const end = at + entry.packedSize;
    while (at < end) {
      const piece = Buffer.alloc(Math.min(readAtOnce, end - at));
      const read = await handle.read(piece, 0, piece.length, at);
      if (read.bytesRead === 0) throw badFile(name, "the archive ends early. Copy it again.");
      at += read.bytesRead;
      yield piece.subarray(0, read.bytesRead);
    }
  } finally {
    await handle.close();
  }
}
