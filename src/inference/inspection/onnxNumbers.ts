import { getFloat16 } from "@petamoriken/float16";
import type { OnnxAttribute, OnnxTensor } from "./onnxSchema.ts";

/** More numbers than this are weights, which are not looked at. */
const maxNumbers = 1024;

const readers: Record<number, { bytes: number; read: (view: DataView, at: number) => number }> = {
  1: { bytes: 4, read: (view, at) => view.getFloat32(at, true) },
  2: { bytes: 1, read: (view, at) => view.getUint8(at) },
  3: { bytes: 1, read: (view, at) => view.getInt8(at) },
  4: { bytes: 2, read: (view, at) => view.getUint16(at, true) },
  5: { bytes: 2, read: (view, at) => view.getInt16(at, true) },
  6: { bytes: 4, read: (view, at) => view.getInt32(at, true) },
  7: { bytes: 8, read: (view, at) => Number(view.getBigInt64(at, true)) },
  9: { bytes: 1, read: (view, at) => view.getUint8(at) },
  10: { bytes: 2, read: (view, at) => getFloat16(view, at, true) },
  11: { bytes: 8, read: (view, at) => view.getFloat64(at, true) },
};

/** float16 numbers stand as their bits in a list of whole numbers. */
function fromBits(bits: number): number {
  const view = new DataView(new ArrayBuffer(2));
  view.setUint16(0, bits & 0xffff);
  return getFloat16(view, 0);
}

/** The numbers of a small tensor; undefined where it is large, of another type, or not as long as it says. */
export function numbersOf({ dims, dataType, rawData, ...lists }: OnnxTensor): number[] | undefined {
  const count = dims.reduce((product, size) => product * size, 1);
  if (count > maxNumbers) return undefined;
  const reader = readers[dataType];
  if (!reader) return undefined;
  if (rawData) {
    if (rawData.length !== count * reader.bytes) return undefined;
    const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.length);
    return Array.from({ length: count }, (_, at) => reader.read(view, at * reader.bytes));
  }
  const { floatData, int32Data, int64Data, doubleData } = lists;
  const whole = dataType === 10 ? int32Data.map(fromBits) : int32Data;
  const list = [floatData, whole, int64Data, doubleData].find(({ length }) => length > 0) ?? [];
  return list.length === count ? list : undefined;
}

/** The numbers that a Constant node states. */
export function numbersOfConstant(attributes: readonly OnnxAttribute[]): number[] | undefined {
  for (const { name, t, f, floats, i, ints } of attributes) {
    if (name === "value" && t) return numbersOf(t);
    if (name === "value_float") return [f];
    if (name === "value_floats") return floats;
    if (name === "value_int") return [i];
    if (name === "value_ints") return ints;
  }
  return undefined;
}
