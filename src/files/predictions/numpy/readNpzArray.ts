import { open } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { Failure } from "../../../contract/failure.ts";
import { describeBytes } from "../../describeBytes.ts";
import { badFile, explainOpening, listed } from "../../fileFailure.ts";
import { unpackMember } from "./unpackMember.ts";

/** An archive with more arrays holds something else. */
const maxArrays = 100_000;

/** An array of an archive, before it is unpacked. */
export interface NpzArray {
  name: string;
  /** The archive's other arrays, which are not read. */
  others: string[];
  /** Bytes when unpacked. */
  size: number;
  packedSize: number;
}

/**
 * Reads the .npy bytes of an array in a .npz archive (a zip), a piece at a time. Length and checksum are verified.
 *
 * @param array its name; by default the only array
 * @param options.advice what to do if it is not clear which one is meant
 * @param options.onArray called with the one that is read, and may refuse it
 * @throws Failure `bad-file`, with the names of the arrays if it is not clear which one is meant; `not-found`
 */
export async function* readNpzArray(
  file: string,
  array: string | undefined,
  {
    advice = "Say with --array which one.",
    onArray = () => {},
  }: { advice?: string; onArray?: (array: NpzArray) => void } = {},
): AsyncGenerator<Uint8Array> {
  const zip = await openZip(file);
  try {
    const entries = await listEntries(zip, file);
    const entry = findArray(entries, array, file, advice);
    const others = entries.filter((one) => one !== entry).map(nameOf);
    const { uncompressedSize: size, compressedSize: packedSize, compressionMethod: method } = entry;
    const name = `${file}, array ${nameOf(entry)}`;
    onArray({ name: nameOf(entry), others, size, packedSize });
    if (entry.isEncrypted()) {
      throw badFile(name, "it is encrypted, which is not read. Save it without a password.");
    }
    const stored = await zip.openReadStreamPromise(entry, { decodeFileData: false }).catch(() => {
      throw badFile(
        name,
        "the archive is damaged: the array does not lie where its list says. Copy it again.",
      );
    });
    let checksum = 0;
    let length = 0;
    for await (const piece of unpackMember(stored, { method, size }, name)) {
      checksum = crc32(piece, checksum);
      length += piece.length;
      if (length > size) break;
      yield piece;
    }
    if (length === size && checksum >>> 0 === entry.crc32) return;
    throw badFile(
      name,
      "it is damaged: its length or checksum is not what the archive says. Copy or save it again.",
    );
  } finally {
    zip.close();
  }
}

const nameOf = ({ fileName }: Entry) => fileName.replace(/\.npy$/, "");

const damaged = (file: string) =>
  badFile(
    file,
    "it is no whole .npz archive: its list of arrays is missing or damaged. Copy or save it again.",
  );

async function openZip(file: string): Promise<ZipFile> {
  const handle = await open(file).catch((error: unknown) => {
    throw explainOpening(error, file);
  });
  try {
    const start = Buffer.alloc(16);
    const { bytesRead } = await handle.read(start, 0, start.length, 0);
    if (start.toString("latin1", 0, 2) !== "PK") {
      const found = describeBytes(start.subarray(0, bytesRead));
      throw badFile(file, `it is no .npz archive${found === undefined ? "" : `, but ${found}`}.`);
    }
  } catch (error) {
    throw error instanceof Failure ? error : explainOpening(error, file);
  } finally {
    await handle.close();
  }
  return openPromise(file, { lazyEntries: true, autoClose: false }).catch(() => {
    throw damaged(file);
  });
}

async function listEntries(zip: ZipFile, file: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.length === maxArrays) throw badFile(file, `it holds more than ${maxArrays} arrays.`);
      if (!entry.fileName.endsWith("/")) entries.push(entry);
    }
  } catch (error) {
    // The library's messages are meant for programmers.
    throw error instanceof Failure ? error : damaged(file);
  }
  return entries;
}

function findArray(
  entries: readonly Entry[],
  array: string | undefined,
  file: string,
  advice: string,
): Entry {
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
