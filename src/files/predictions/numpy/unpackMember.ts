import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createInflateRaw, createZstdDecompress } from "node:zlib";
import { badFile } from "../../fileFailure.ts";

/** A member of a zip archive, as listed at the archive's end. */
export interface ZipMember {
  /** How it is compressed: 0 not at all, 8 deflate ...; see the format. */
  method: number;
  /** Bytes unpacked. */
  size: number;
}

/** Zip's names of the unsupported methods. NumPy writes none of these. */
const otherMethods: Record<number, string> = {
  1: "shrink",
  6: "implode",
  9: "deflate64",
  95: "xz",
  98: "ppmd",
};

interface WholeUnpacker {
  method: string;
  unpack(packed: Buffer, size: number): Promise<Uint8Array>;
}

/** Methods that JavaScript libraries unpack, in one go. */
const unpackedWhole: Record<number, WholeUnpacker> = {
  12: {
    method: "bzip2",
    async unpack(packed, size) {
      const { default: bzip } = await import("seek-bzip");
      return bzip.decode(packed, Buffer.alloc(size));
    },
  },
  14: {
    method: "lzma",
    async unpack(packed, size) {
      const { decompress } = await import("lzma1");
      return decompress(toLzmaFile(packed, size));
    },
  },
};

const maxOfWhole = 256e6;

/**
 * A zip member begins with a version and the length of the properties; an LZMA file with the properties and its length.
 */
function toLzmaFile(member: Buffer, size: number): Uint8Array {
  const [lengthAt, propertiesAt, propertiesLength] = [2, 4, 5];
  const header = Buffer.alloc(propertiesLength + 8);
  if (member.readUInt16LE(lengthAt) !== propertiesLength)
    throw new RangeError("properties of another length");
  member.copy(header, 0, propertiesAt, propertiesAt + propertiesLength);
  header.writeBigUInt64LE(BigInt(size), propertiesLength);
  return Buffer.concat([header, member.subarray(propertiesAt + propertiesLength)]);
}

async function unpackWhole(
  stored: Readable,
  size: number,
  { method, unpack }: WholeUnpacker,
  name: string,
): Promise<Uint8Array> {
  if (size > maxOfWhole) {
    throw badFile(
      name,
      `it is packed by ${method}, and has ${Math.round(size / 1e6)} MB; so packed, at most ${maxOfWhole / 1e6} are read. Save it again with numpy.savez_compressed.`,
    );
  }
  const packed = await buffer(stored);
  try {
    return await unpack(packed, size);
  } catch {
    throw damaged(name);
  }
}

/**
 * Unpacks a member's bytes, a piece at a time. Neither length nor checksum is verified.
 *
 * @param stored its bytes as they lie in the archive
 * @param name begins messages
 * @throws Failure `bad-file` for a member that is compressed by an unsupported method, damaged, or too large for its
 *   method
 */
export async function* unpackMember(
  stored: Readable,
  { method, size }: ZipMember,
  name: string,
): AsyncGenerator<Uint8Array> {
  const whole = unpackedWhole[method];
  if (whole) {
    yield await unpackWhole(stored, size, whole, name);
    return;
  }
  if (method === 0) {
    yield* stored;
    return;
  }
  if (method !== 8 && method !== 93) {
    throw badFile(
      name,
      `it is packed by ${otherMethods[method] ?? `method ${method}`}, which is not read. Save it again with numpy.savez or numpy.savez_compressed.`,
    );
  }
  const decoder = method === 8 ? createInflateRaw() : createZstdDecompress();
  stored.on("error", (error) => decoder.destroy(error));
  try {
    yield* stored.pipe(decoder);
  } catch (error) {
    // Node's messages are meant for programmers.
    if (!/^(Z_|ERR_|ZSTD_)/.test(String((error as { code?: unknown }).code))) throw error;
    throw damaged(name);
  } finally {
    stored.destroy();
  }
}

const damaged = (name: string) =>
  badFile(name, "it cannot be unpacked: it is damaged. Copy or save it again.");
