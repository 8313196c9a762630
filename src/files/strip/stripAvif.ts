/** The boxes of a still picture; any other box in these places says nothing about the pixels. */
const kept = {
  file: ["ftyp", "meta", "mdat"],
  meta: ["hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "idat", "dinf", "grpl"],
  property: [
    ...["ispe", "pixi", "av1C", "hvcC", "colr", "auxC", "irot", "imir", "clap", "pasp"],
    ...["a1op", "a1lx", "lsel", "clli", "mdcv", "cclv", "amve"],
  ],
};
const texts = ["Exif", "mime", "uri "];

interface Box {
  type: string;
  /** Position of the four letters. */
  name: number;
  body: number;
  end: number;
}

/**
 * An AVIF with everything but its pictures overwritten with zeros in place, so that no offset moves.
 *
 * @returns undefined if it is an animation, or its layout is not understood
 * @see ISO/IEC 14496-12 and 23008-12
 */
export function stripAvif(original: Buffer): Buffer | undefined {
  const bytes = Buffer.from(original);
  try {
    const boxes = readBoxes(bytes, 0, bytes.length);
    const meta = boxes.find(({ type }) => type === "meta");
    if (!meta || boxes.some(({ type }) => type === "moov")) return undefined;
    blankOthers(bytes, boxes, kept.file);
    const parts = readBoxes(bytes, meta.body + 4, meta.end);
    blankOthers(bytes, parts, kept.meta);
    const partOf = (type: string) => parts.find((part) => part.type === type);
    const [names, places, properties, handler] = [
      partOf("iinf"),
      partOf("iloc"),
      partOf("iprp"),
      partOf("hdlr"),
    ];
    if (!names || !places) return undefined;
    if (handler) bytes.fill(0, Math.min(handler.body + 24, handler.end), handler.end);
    for (const { type, body, end } of properties ? readBoxes(bytes, properties.body, properties.end) : [])
      if (type === "ipco") blankOthers(bytes, readBoxes(bytes, body, end), kept.property);
    const pictures = readItems(bytes, names);
    const extents = readPlaces(bytes, places, partOf("idat")?.body ?? 0);
    const used = extents.filter(({ item }) => pictures.has(item));
    for (const { body, end } of [...boxes, ...parts].filter(({ type }) => type === "mdat" || type === "idat"))
      blankUnused(bytes, body, end, used);
    return bytes;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function readBoxes(bytes: Buffer, from: number, to: number): Box[] {
  const boxes: Box[] = [];
  for (let at = from; at + 8 <= to; ) {
    const short = bytes.readUInt32BE(at);
    const size = short === 1 ? Number(bytes.readBigUInt64BE(at + 8)) : short === 0 ? to - at : short;
    const body = at + (short === 1 ? 16 : 8);
    const end = at + size;
    if (end < body || end > to) throw new RangeError("a box ends outside of what holds it");
    boxes.push({ type: bytes.toString("latin1", at + 4, at + 8), name: at + 4, body, end });
    at = end;
  }
  return boxes;
}

function blankOthers(bytes: Buffer, boxes: readonly Box[], keep: readonly string[]): void {
  for (const { type, name, body, end } of boxes) {
    if (keep.includes(type)) continue;
    bytes.write("free", name, "latin1");
    bytes.fill(0, body, end);
  }
}

/** Finds the ids of the items that are pictures; all items lose their names. */
function readItems(bytes: Buffer, { body, end }: Box): Set<number> {
  const pictures = new Set<number>();
  const first = body + 4 + (bytes[body] === 0 ? 2 : 4);
  for (const entry of readBoxes(bytes, first, end)) {
    const version = bytes[entry.body]!;
    if (version < 2) throw new RangeError("an item without a type");
    const type = entry.body + 4 + (version === 2 ? 4 : 6);
    const item = bytes.readUIntBE(entry.body + 4, version === 2 ? 2 : 4);
    if (!texts.includes(bytes.toString("latin1", type, type + 4))) pictures.add(item);
    bytes.fill(0, type + 4, entry.end);
  }
  return pictures;
}

interface Extent {
  item: number;
  from: number;
  to: number;
}

/** Where each item's bytes lie in the file. */
function readPlaces(bytes: Buffer, { body }: Box, idat: number): Extent[] {
  const version = bytes[body]!;
  const sizes = bytes.readUInt16BE(body + 4);
  const [offsetSize, lengthSize, baseSize, indexSize] = [12, 8, 4, 0].map((bits) => (sizes >> bits) & 15);
  let at = body + 6;
  const read = (size: number) => {
    at += size;
    if (size === 8) return Number(bytes.readBigUInt64BE(at - 8));
    return size === 0 ? 0 : bytes.readUIntBE(at - size, size);
  };
  const extents: Extent[] = [];
  for (let left = read(version < 2 ? 2 : 4); left > 0; left--) {
    const item = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    const isElsewhere = read(2) !== 0 || method > 1;
    const base = read(baseSize!) + (method === 1 ? idat : 0);
    for (let more = read(2); more > 0; more--) {
      if (version > 0) read(indexSize!);
      const from = base + read(offsetSize!);
      const length = read(lengthSize!);
      if (isElsewhere || length === 0 || from + length > bytes.length)
        throw new RangeError("an item that lies elsewhere");
      extents.push({ item, from, to: from + length });
    }
  }
  return extents;
}

function blankUnused(bytes: Buffer, body: number, end: number, used: readonly Extent[]): void {
  let at = body;
  for (const { from, to } of used.toSorted((a, b) => a.from - b.from)) {
    if (from >= end || to <= at) continue;
    if (from > at) bytes.fill(0, at, from);
    at = Math.max(at, to);
  }
  if (at < end) bytes.fill(0, at, end);
}
