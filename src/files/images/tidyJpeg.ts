const marker = {
  sof0: 0xc0,
  dht: 0xc4,
  jpg: 0xc8,
  dac: 0xcc,
  sof15: 0xcf,
  rst0: 0xd0,
  rst7: 0xd7,
  eoi: 0xd9,
  sos: 0xda,
  app0: 0xe0,
  app14: 0xee,
} as const;

/** With this many zeros at the end, a file without end marker is an interrupted copy, not a picture. */
const maxZeros = 16;

interface Frame {
  isProgressive: boolean;
  isSequential: boolean;
  components: number[];
}

/** The lowest bit that the scans have brought, by component and coefficient. */
type Coverage = Map<number, Int8Array>;

/**
 * Repairs harmless breaches of the standard that cameras and phones write into JPEGs, so that whatever a decoder still
 * warns of is damage:
 * - a sequential scan whose header does not name all coefficients (Se = 0, as many Samsung phones write it);
 * - bytes between the segments before the first scan;
 * - an unknown JFIF version, or an Adobe colour code that does not fit the number of channels;
 * - a missing end marker, if every scan is there.
 *
 * Pixels and metadata stay as they are.
 *
 * @param bytes begins with a JPEG's first marker
 * @returns the same buffer if it needs nothing
 * @see ITU-T T.81, annex B
 */
export function tidyJpeg(bytes: Buffer): Buffer {
  const pieces: Buffer[] = [bytes.subarray(0, 2)];
  const coverage: Coverage = new Map();
  let isChanged = false;
  let frame: Frame | undefined;
  let at = 2;
  let scans = 0;
  const tidied = () => (isChanged ? Buffer.concat(pieces) : bytes);

  while (at < bytes.length) {
    const start = scans === 0 ? findMarker(bytes, at) : at;
    if (start > at) isChanged = true;
    const code = start < bytes.length ? bytes[start + 1] : undefined;
    const length = code === undefined ? 0 : segmentLength(bytes, start);
    if (code === marker.eoi || code === undefined || length === undefined) {
      pieces.push(bytes.subarray(start));
      return tidied();
    }
    const segment = bytes.subarray(start, start + length);
    const tidy = code === marker.sos ? tidyScan(segment, frame) : tidyHeader(segment, frame);
    if (tidy !== segment) isChanged = true;
    pieces.push(tidy);
    frame = readFrame(segment) ?? frame;
    at = start + length;
    if (code !== marker.sos) continue;
    scans++;
    cover(coverage, tidy, frame);
    const end = findScanEnd(bytes, at);
    pieces.push(bytes.subarray(at, end));
    at = end;
  }
  if (scans > 0 && isWhole(coverage, frame) && !endsInZeros(bytes)) {
    const hasHalf = bytes.at(-1) === 0xff;
    pieces.push(Buffer.from(hasHalf ? [marker.eoi] : [0xff, marker.eoi]));
    isChanged = true;
  }
  return tidied();
}

/** Whether a JPEG has its end marker; without one it may have been cut short. */
export function hasJpegEnd(bytes: Buffer): boolean {
  for (let at = 2; at < bytes.length; ) {
    const start = findMarker(bytes, at);
    if (bytes[start + 1] === marker.eoi) return true;
    const length = segmentLength(bytes, start);
    if (length === undefined) return false;
    at = start + length;
    if (bytes[start + 1] === marker.sos) at = findScanEnd(bytes, at);
  }
  return false;
}

/** Position of the next marker; the length of the file if there is none. */
function findMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== 0 && next !== 0xff) return at;
  }
  return bytes.length;
}

/** Position of the marker that ends a scan: neither a stuffed byte nor a restart. */
function findScanEnd(bytes: Buffer, from: number): number {
  for (let at = findMarker(bytes, from); at < bytes.length; at = findMarker(bytes, at + 2)) {
    const code = bytes[at + 1]!;
    if (code < marker.rst0 || code > marker.rst7) return at;
  }
  return bytes.length;
}

/** Length including the marker; undefined if the file ends before the segment does. */
function segmentLength(bytes: Buffer, start: number): number | undefined {
  const code = bytes[start + 1]!;
  if ((code >= marker.rst0 && code <= marker.rst7) || code === 0x01) return 2;
  if (start + 4 > bytes.length) return undefined;
  const length = 2 + bytes.readUInt16BE(start + 2);
  return length >= 4 && start + length <= bytes.length ? length : undefined;
}

function readFrame(segment: Buffer): Frame | undefined {
  const code = segment[1]!;
  const isTable = code === marker.dht || code === marker.jpg || code === marker.dac;
  if (code < marker.sof0 || code > marker.sof15 || isTable || segment.length < 10) return undefined;
  const components: number[] = [];
  for (let at = 10; at + 2 < segment.length; at += 3) components.push(segment[at]!);
  const kind = code & 3;
  return { isProgressive: kind === 2, isSequential: kind < 2, components };
}

function tidyScan(segment: Buffer, frame: Frame | undefined): Buffer {
  const at = scanParameters(segment);
  if (!frame?.isSequential || at === undefined) return segment;
  if (segment[at] === 0 && segment[at + 1] === 63 && segment[at + 2] === 0) return segment;
  const tidy = Buffer.from(segment);
  tidy.set([0, 63, 0], at);
  return tidy;
}

/** Where a scan's header names its first and last coefficient. */
function scanParameters(segment: Buffer): number | undefined {
  const at = 5 + 2 * (segment[4] ?? 0);
  return at + 3 === segment.length ? at : undefined;
}

function tidyHeader(segment: Buffer, frame: Frame | undefined): Buffer {
  const name = segment.toString("latin1", 4, 9);
  let tidy = segment;
  const change = (at: number, value: number) => {
    tidy = Buffer.from(segment);
    tidy[at] = value;
  };
  if (segment[1] === marker.app0 && name === "JFIF\0" && segment.length >= 16 && segment[9] !== 1)
    change(9, 1);
  if (segment[1] === marker.app14 && name === "Adobe" && segment.length >= 16) {
    const code = segment[15]!;
    if (code > 2) change(15, frame?.components.length === 4 ? 2 : 1);
  }
  return tidy;
}

function cover(coverage: Coverage, segment: Buffer, frame: Frame | undefined): void {
  const at = scanParameters(segment);
  if (at === undefined) return;
  const [first, last] = frame?.isProgressive ? [segment[at]!, segment[at + 1]!] : [0, 63];
  const bit = frame?.isProgressive ? segment[at + 2]! & 15 : 0;
  for (let component = 0; component < segment[4]!; component++) {
    const id = segment[5 + 2 * component]!;
    const lowest = coverage.get(id) ?? new Int8Array(64).fill(127);
    for (let coefficient = first; coefficient <= Math.min(last, 63); coefficient++)
      lowest[coefficient] = Math.min(lowest[coefficient]!, bit);
    coverage.set(id, lowest);
  }
}

/** Whether the scans brought every bit of every coefficient. */
const isWhole = (coverage: Coverage, frame: Frame | undefined): boolean =>
  frame?.components.every((id) => coverage.get(id)?.every((lowest) => lowest === 0)) ?? false;

/**
 * Whether an interrupted copy was filled up with zeros: a decoder takes them for the rest of the picture, and gives no
 * warning if the picture is complete before they end.
 */
export const isFilledWithZeros = (bytes: Buffer): boolean => endsInZeros(bytes) && !hasJpegEnd(bytes);

const endsInZeros = (bytes: Buffer): boolean => bytes.subarray(-maxZeros).every((byte) => byte === 0);
