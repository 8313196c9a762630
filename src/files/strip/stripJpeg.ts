import { orientationExif } from "./orientationExif.ts";

const marker = { soi: 0xd8, eoi: 0xd9, sos: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee } as const;

/** JFIF 1.01 without density or thumbnail. */
const plainJfif = Buffer.from("ffe000104a46494600010100000100010000", "hex");
const adobeBytes = 12;

/**
 * A JPEG with what its pixels, colours and orientation need, and nothing else: no comments, no other application
 * segments, nothing between the segments or after the end.
 *
 * @returns undefined if the file ends within a segment
 * @see ITU-T T.81, annex B
 */
export function stripJpeg(bytes: Buffer, orientation: number): Buffer | undefined {
  const tables: Buffer[] = [];
  let isJfif = false;
  let at = 2;
  while (true) {
    at = findMarker(bytes, at);
    const code = bytes[at + 1];
    if (code === undefined || code === marker.eoi) break;
    if (isAlone(code)) {
      at += 2;
      continue;
    }
    if (at + 4 > bytes.length) return undefined;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end < at + 4 || end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    isJfif ||= code === marker.app0 && segment.toString("latin1", 4, 9) === "JFIF\0";
    const kept = keptOf(segment);
    if (kept) tables.push(kept);
    at = end;
    if (code !== marker.sos) continue;
    at = findScanEnd(bytes, end);
    tables.push(bytes.subarray(end, at));
  }
  return Buffer.concat([
    Buffer.from([0xff, marker.soi]),
    ...(isJfif ? [plainJfif] : []),
    ...(orientation > 1 ? [turnSegment(orientation)] : []),
    ...tables,
    Buffer.from([0xff, marker.eoi]),
  ]);
}

/** What is kept of a segment. */
function keptOf(segment: Buffer): Buffer | undefined {
  const code = segment[1]!;
  const isTable = (code >= 0xc0 && code <= 0xcf && code !== 0xc8) || (code >= marker.sos && code <= 0xdf);
  if (isTable) return segment;
  const name = segment.toString("latin1", 4, 16);
  if (code === marker.app2 && name.startsWith("ICC_PROFILE\0")) return segment;
  if (code === marker.app14 && name.startsWith("Adobe") && segment.length >= 4 + adobeBytes) {
    const adobe = Buffer.from(segment.subarray(0, 4 + adobeBytes));
    adobe.writeUInt16BE(2 + adobeBytes, 2);
    // Only its last byte matters to the pixels: it says how their colours are coded.
    adobe.fill(0, 9, 15).writeUInt16BE(100, 9);
    return adobe;
  }

  return undefined;
}

function turnSegment(orientation: number): Buffer {
  const exif = Buffer.concat([Buffer.from("Exif\0\0", "latin1"), orientationExif(orientation)]);
  const head = Buffer.from([0xff, marker.app1, 0, 0]);
  head.writeUInt16BE(2 + exif.length, 2);
  return Buffer.concat([head, exif]);
}

const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;
const isAlone = (code: number) => isRestart(code) || code === marker.soi || code === 0x01;

/** Position of the next marker; the length of the file if there is none. */
function findMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const code = bytes[at + 1];
    if (code !== undefined && code !== 0 && code !== 0xff) return at;
  }
  return bytes.length;
}

/** Where a scan's data ends: at a marker that is no restart. */
function findScanEnd(bytes: Buffer, from: number): number {
  let at = findMarker(bytes, from);
  while (at < bytes.length && isRestart(bytes[at + 1]!)) at = findMarker(bytes, at + 2);
  return at;
}
