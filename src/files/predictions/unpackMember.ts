import type { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { createInflateRaw, createZstdDecompress } from "node:zlib";
import { badFile } from "../fileFailure.ts";

/** A member of a zip archive, as the list at the archive's end has it. */
export interface ZipMember {
  /** How it is packed: 0 not at all, 8 deflate ...; see the format. */
  method: number;
  /** Bytes unpacked. */
  size: number;
}

/** How zip calls what is not read. NumPy writes none of these. */
const otherMethods: Record<number, string> = {
  1: "shrink",
  6: "implode",
  9: "deflate64",
  14: "lzma",
  95: "xz",
  98: "ppmd",
};

/** A library in JavaScript unpacks bzip2, at once. */
const maxOfBzip2 = 256e6;

async function unpackBzip2(packed: Buffer, size: number, name: string): Promise<Uint8Array> {
  if (size > maxOfBzip2) {
    throw badFile(
      name,
      `it is packed by bzip2, and has ${Math.round(size / 1e6)} MB; so packed, at most ${maxOfBzip2 / 1e6} are read. Save it again with numpy.savez_compressed.`,
    );
  }
  const { default: bzip } = await import("seek-bzip");
  try {
    return bzip.decode(packed, Buffer.alloc(size));
  } catch {
    throw damaged(name);
  }
}

/**
 * A member's bytes, unpacked, a piece at a time. Neither its length nor its checksum is verified.
 *
 * @param stored its bytes as they lie in the archive
 * @param name begins messages
 * @throws Failure `bad-file` for what is packed by a method that is not read, is damaged, or is too large for its method
 */
export async function* unpackMember(
  stored: Readable,
  { method, size }: ZipMember,
  name: string,
): AsyncGenerator<Uint8Array> {
  if (method === 12) {
    yield await unpackBzip2(await buffer(stored), size, name);
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
    // Node's words are for programmers.
    if (!/^(Z_|ERR_|ZSTD_)/.test(String((error as { code?: unknown }).code))) throw error;
    throw damaged(name);
  } finally {
    stored.destroy();
  }
}

const damaged = (name: string) =>
  badFile(name, "it cannot be unpacked: it is damaged. Copy or save it again.");
