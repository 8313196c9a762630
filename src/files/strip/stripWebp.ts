import { orientationExif } from "./orientationExif.ts";

const kept = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** Size of a frame's own fields, before its chunks. */
const frameBytes = 16;
const flag = { exif: 8, xmp: 4 } as const;

/**
 * A WebP with the chunks of its pixels, colours and orientation, and nothing after its end.
 *
 * @returns undefined if the file ends within a chunk
 * @see RFC 9649
 */
export function stripWebp(bytes: Buffer, orientation: number): Buffer | undefined {
  const size = 8 + bytes.readUInt32LE(4);
  const chunks = size > bytes.length ? undefined : stripChunks(bytes.subarray(12, size));
  if (!chunks) return undefined;
  const extended = chunks.find((chunk) => chunk.toString("latin1", 0, 4) === "VP8X");
  if (extended) {
    extended[8] = (extended[8]! & ~(flag.exif | flag.xmp)) | (orientation > 1 ? flag.exif : 0);
    if (orientation > 1) chunks.push(makeChunk("EXIF", orientationExif(orientation)));
  }
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  const body = Buffer.concat(chunks);
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}

function stripChunks(bytes: Buffer): Buffer[] | undefined {
  const chunks: Buffer[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const type = bytes.toString("latin1", at, at + 4);
    const end = at + 8 + bytes.readUInt32LE(at + 4);
    if (end > bytes.length) return undefined;
    const data = bytes.subarray(at + 8, end);
    at = end + (end % 2);
    if (!kept.has(type)) continue;
    const inner = type === "ANMF" ? stripChunks(data.subarray(frameBytes)) : [];
    if (!inner) return undefined;
    chunks.push(
      makeChunk(type, type === "ANMF" ? Buffer.concat([data.subarray(0, frameBytes), ...inner]) : data),
    );
  }
  return chunks;
}

function makeChunk(type: string, data: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, "latin1");
  head.writeUInt32LE(data.length, 4);
  return Buffer.concat([head, data, Buffer.alloc(data.length % 2)]);
}
