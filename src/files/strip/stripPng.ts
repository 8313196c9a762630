import { crc32 } from "node:zlib";
import { orientationExif } from "./orientationExif.ts";

const signature = 8;
/** What pixels, colours and animation need. */
const kept = new Set([
  ...["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "bKGD", "sBIT"],
  ...["gAMA", "cHRM", "sRGB", "cICP", "mDCV", "cLLI"],
  ...["acTL", "fcTL", "fdAT"],
]);

/**
 * A PNG with the chunks of its pixels, colours and orientation, and nothing after its end.
 *
 * @returns undefined if the file ends within a chunk
 * @see https://www.w3.org/TR/png-3/
 */
export function stripPng(bytes: Buffer, orientation: number): Buffer | undefined {
  const pieces = [bytes.subarray(0, signature)];
  let at = signature;
  while (at < bytes.length) {
    if (at + 12 > bytes.length) return undefined;
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return undefined;
    const type = bytes.toString("latin1", at + 4, at + 8);
    const data = bytes.subarray(at + 8, end - 4);
    // A profile is kept, its name is not.
    if (type === "iCCP") pieces.push(makeChunk(type, renamed(data)));
    else if (kept.has(type)) pieces.push(bytes.subarray(at, end));
    if (type === "IHDR" && orientation > 1) pieces.push(makeChunk("eXIf", orientationExif(orientation)));
    if (type === "IEND") return Buffer.concat(pieces);
    at = end;
  }
  return undefined;
}

const renamed = (profile: Buffer) =>
  Buffer.concat([Buffer.from("icc", "latin1"), profile.subarray(Math.max(0, profile.indexOf(0)))]);

function makeChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}
