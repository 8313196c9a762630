import { type FileHandle, open } from "node:fs/promises";
import { describeBytes } from "../describeBytes.ts";
import { badFile, explainOpening } from "../fileFailure.ts";

/** A file in a zip archive, as the list at the archive's end has it. */
export interface ZipEntry {
  name: string;
  /** 0 as it is, 8 deflate; see the format. */
  method: number;
  isEncrypted: boolean;
  crc32: number;
  /** Bytes in the archive. */
  packedSize: number;
  /** Bytes unpacked. */
  size: number;
  /** Where its own header begins in the archive. */
  offset: number;
}

/** The end record, with the longest comment behind it. */
const longestEnd = 22 + 0xffff;
/** A longer list is of another kind of archive. */
const longestList = 64e6;

/**
 * The list of a zip archive's files, of zip64 too.
 *
 * @throws Failure `bad-file` for what is no zip archive, or is cut off; `not-found`
 * @see https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, sections 4.3.12 to 4.3.16
 */
export async function readZipEntries(file: string): Promise<ZipEntry[]> {
  const handle = await open(file).catch((error: unknown) => {
    throw explainOpening(error, file);
  });
  try {
    return await readList(handle, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EISDIR") throw explainOpening(error, file);
    // A number that points outside of what was read.
    if (!(error instanceof RangeError)) throw error;
    throw damaged(file);
  } finally {
    await handle.close();
  }
}

const damaged = (file: string) =>
  badFile(
    file,
    "it is no whole .npz archive: its list of arrays is missing or damaged. Copy or save it again.",
  );

async function readList(handle: FileHandle, file: string): Promise<ZipEntry[]> {
  const { size } = await handle.stat();
  const start = await readAt(handle, 0, Math.min(16, size));
  if (start.toString("latin1", 0, 2) !== "PK") {
    const found = describeBytes(start);
    throw badFile(file, `it is no .npz archive${found === undefined ? "" : `, but ${found}`}.`);
  }
  const from = Math.max(0, size - longestEnd);
  const tail = await readAt(handle, from, size - from);
  const at = tail.lastIndexOf("PK\u0005\u0006", undefined, "latin1");
  if (at < 0) throw damaged(file);
  let count = tail.readUInt16LE(at + 10);
  let length = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  const locator = at - 20;
  if (locator >= 0 && tail.readUInt32LE(locator) === 0x07064b50) {
    const end = await readAt(handle, Number(tail.readBigUInt64LE(locator + 8)), 56);
    if (end.readUInt32LE(0) !== 0x06064b50) throw damaged(file);
    count = Number(end.readBigUInt64LE(32));
    length = Number(end.readBigUInt64LE(40));
    offset = Number(end.readBigUInt64LE(48));
  }
  if (length > longestList || offset + length > size) throw damaged(file);
  const list = await readAt(handle, offset, length);
  const entries: ZipEntry[] = [];
  for (let place = 0; entries.length < count; ) {
    const { entry, next } = readEntry(list, place, file);
    entries.push(entry);
    place = next;
  }
  return entries;
}

async function readAt(handle: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  const { bytesRead } = await handle.read(bytes, 0, length, position);
  return bytes.subarray(0, bytesRead);
}

function readEntry(list: Buffer, at: number, file: string): { entry: ZipEntry; next: number } {
  if (list.readUInt32LE(at) !== 0x02014b50) throw damaged(file);
  const [nameLength, extraLength, commentLength] = [28, 30, 32].map((field) => list.readUInt16LE(at + field));
  const name = list.toString("utf8", at + 46, at + 46 + nameLength!);
  const extra = list.subarray(at + 46 + nameLength!, at + 46 + nameLength! + extraLength!);
  const sizes = {
    size: list.readUInt32LE(at + 24),
    packedSize: list.readUInt32LE(at + 20),
    offset: list.readUInt32LE(at + 42),
  };
  const entry: ZipEntry = {
    name,
    method: list.readUInt16LE(at + 10),
    isEncrypted: (list.readUInt16LE(at + 8) & 1) === 1,
    crc32: list.readUInt32LE(at + 16),
    ...sizes,
    ...readLong(extra, sizes),
  };
  return { entry, next: at + 46 + nameLength! + extraLength! + commentLength! };
}

/** What is too large for 32 bits stands in an extra field, in this order, and only that. */
function readLong(extra: Buffer, sizes: Pick<ZipEntry, "size" | "packedSize" | "offset">) {
  const found: Partial<typeof sizes> = {};
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let place = at + 4;
    for (const name of ["size", "packedSize", "offset"] as const) {
      if (sizes[name] !== 0xffffffff) continue;
      found[name] = Number(extra.readBigUInt64LE(place));
      place += 8;
    }
  }
  return found;
}
