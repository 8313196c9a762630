/** Where in an image a model sees its labels: logits, by place. */
export interface LabelMaps {
  width: number;
  height: number;
  /** How the photo has to be turned to be upright, as EXIF says it; 1 is not at all. Places are those of the file. */
  orientation: number;
  /** The first labels of the whole image, the best first, and others that were asked for. */
  labels: Uint32Array;
  /** Their maps, [labels, height, width]. */
  maps: Float32Array;
  /** The first labels of each place, the best first, [height, width, depth], and their logits. */
  placeLabels: Uint32Array;
  placeValues: Float32Array;
}

/** How many labels are kept of an image, and of each place. */
export const mapDepth = { image: 20, place: 5 } as const;

/** The indices of the greatest values, the greatest first; equal ones in their order. */
function pickFirst(values: ArrayLike<number>, count: number): number[] {
  const first: number[] = [];
  for (let at = 0; at < values.length; at++) {
    const value = values[at]!;
    if (first.length === count && value <= values[first[count - 1]!]!) continue;
    let place = first.length;
    while (place > 0 && value > values[first[place - 1]!]!) place--;
    first.splice(place, 0, at);
    if (first.length > count) first.pop();
  }
  return first;
}

/**
 * The parts of a model's maps that are kept.
 *
 * @param logits [height, width, classes]
 * @param shape.offset classes before the first label, which are left out
 * @param shape.wanted labels whose maps are kept besides
 */
export function pickMaps(
  logits: Float32Array,
  {
    width,
    height,
    orientation,
    classes,
    offset,
    wanted = [],
  }: Pick<LabelMaps, "width" | "height" | "orientation"> & {
    classes: number;
    offset: number;
    wanted?: readonly number[];
  },
): LabelMaps {
  const places = width * height;
  const count = classes - offset;
  const means = new Float64Array(count);
  const depth = Math.min(mapDepth.place, count);
  const placeLabels = new Uint32Array(places * depth);
  const placeValues = new Float32Array(places * depth);
  for (let place = 0; place < places; place++) {
    const here = logits.subarray(place * classes + offset, (place + 1) * classes);
    for (let label = 0; label < count; label++) means[label]! += here[label]! / places;
    for (const [rank, label] of pickFirst(here, depth).entries()) {
      placeLabels[place * depth + rank] = label;
      placeValues[place * depth + rank] = here[label]!;
    }
  }
  const labels = Uint32Array.from(new Set([...pickFirst(means, mapDepth.image), ...wanted]));
  const maps = new Float32Array(labels.length * places);
  for (const [at, label] of labels.entries()) {
    for (let place = 0; place < places; place++)
      maps[at * places + place] = logits[place * classes + offset + label]!;
  }
  return { width, height, orientation, labels, maps, placeLabels, placeValues };
}

const bytesOfHeader = 20;

/** Steps between the least and the greatest logit that are told apart. */
export const mapSteps = 65_535;

/**
 * Maps as bytes, to be stored, little-endian: width, height, how many labels, how many of a place, the orientation, 0
 * (16 bits each), the least and the greatest logit (32-bit floats), labels and labels of places (32 bits each), then the logits of both as
 * whole numbers of 16 bits between these two.
 */
export function packMaps(packed: LabelMaps): Uint8Array {
  const { width, height, orientation, labels, maps, placeLabels, placeValues } = packed;
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of [maps, placeValues]) {
    for (const value of values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const numbers = labels.length + placeLabels.length;
  const bytes = new Uint8Array(bytesOfHeader + 4 * numbers + 2 * (maps.length + placeValues.length));
  const view = new DataView(bytes.buffer);
  const depth = placeLabels.length / (width * height);
  for (const [at, size] of [width, height, labels.length, depth, orientation].entries())
    view.setUint16(2 * at, size, true);
  view.setFloat32(12, low, true);
  view.setFloat32(16, high, true);
  let at = bytesOfHeader;
  for (const some of [labels, placeLabels]) for (const label of some) at = write32(view, at, label);
  const step = high > low ? mapSteps / (high - low) : 0;
  for (const values of [maps, placeValues]) {
    for (const value of values) {
      view.setUint16(at, Math.round((value - low) * step), true);
      at += 2;
    }
  }
  return bytes;
}

function write32(view: DataView, at: number, value: number): number {
  view.setUint32(at, value, true);
  return at + 4;
}

/** Maps as they are stored: logits as whole numbers from 0 to `mapSteps`, between `low` and `high`. */
export interface PackedMaps extends Omit<LabelMaps, "maps" | "placeValues"> {
  low: number;
  high: number;
  maps: Uint16Array;
  placeValues: Uint16Array;
  /** Labels of each place. */
  depth: number;
}

/** The maps that `packMaps` packed. */
export function unpackMaps(bytes: Uint8Array): PackedMaps {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const size = (at: number) => view.getUint16(2 * at, true);
  const [width, height, count, depth, orientation] = [size(0), size(1), size(2), size(3), size(4)];
  const places = width * height;
  let at = bytesOfHeader;
  const read32 = (length: number) => {
    const from = at;
    at += 4 * length;
    return Uint32Array.from({ length }, (_, index) => view.getUint32(from + 4 * index, true));
  };
  const read16 = (length: number) => {
    const from = at;
    at += 2 * length;
    return Uint16Array.from({ length }, (_, index) => view.getUint16(from + 2 * index, true));
  };
  const labels = read32(count);
  const placeLabels = read32(places * depth);
  const maps = read16(count * places);
  const placeValues = read16(places * depth);
  const [low, high] = [view.getFloat32(12, true), view.getFloat32(16, true)];
  return { width, height, orientation, depth, low, high, labels, placeLabels, maps, placeValues };
}
