import { halves } from "../../../core/embeddings/halfFloats.ts";

/** A NumPy element type that scores or label indices can have. */
export interface NpyType {
  bytes: number;
  /** Whole numbers are label indices, best first; others are scores. */
  isIndex: boolean;
  read: (view: DataView, at: number) => number;
  /**
   * Reads all numbers from some bytes. For 32-bit floats in this machine's byte order, the result is a view, not a
   * copy.
   */
  readAll: (bytes: Uint8Array) => Float32Array | Float64Array;
}

/**
 * @param descr as a .npy header writes it, such as "<f4" @returns undefined for a type of neither scores nor indices
 */
export function npyType(descr: string): NpyType | undefined {
  const [, order, kind, size] = /^([<>|=])([fiu])([1248])$/.exec(descr) ?? [];
  const little = order !== ">";
  const bytes = Number(size);
  const isIndex = kind !== "f";
  const readers: Record<string, NpyType["read"]> = {
    f2: (view, at) => halves[view.getUint16(at, little)]!,
    f4: (view, at) => view.getFloat32(at, little),
    f8: (view, at) => view.getFloat64(at, little),
    i1: (view, at) => view.getInt8(at),
    i2: (view, at) => view.getInt16(at, little),
    i4: (view, at) => view.getInt32(at, little),
    i8: (view, at) => Number(view.getBigInt64(at, little)),
    u1: (view, at) => view.getUint8(at),
    u2: (view, at) => view.getUint16(at, little),
    u4: (view, at) => view.getUint32(at, little),
    u8: (view, at) => Number(view.getBigUint64(at, little)),
  };
  const read = readers[`${kind}${size}`];
  if (!read) return undefined;
  const readAll = (some: Uint8Array) => {
    const { buffer, byteOffset, length } = some;
    const count = length / bytes;
    const isAligned = little && isLittleMachine && byteOffset % bytes === 0;
    if (isAligned && kind === "f" && size === "4") return new Float32Array(buffer, byteOffset, count);
    if (isAligned && size === "8" && kind !== "f") return readLong(some, kind === "i");
    const view = new DataView(buffer, byteOffset, length);
    const numbers = new Float64Array(count);
    for (let at = 0; at < count; at++) numbers[at] = read(view, at * bytes);
    return numbers;
  };
  return { bytes, isIndex, read, readAll };
}

const isLittleMachine = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

/** 64-bit integers from their halves, many times faster than through BigInt. */
function readLong({ buffer, byteOffset, length }: Uint8Array, isSigned: boolean): Float64Array {
  const low = new Uint32Array(buffer, byteOffset, length / 4);
  const high = isSigned ? new Int32Array(buffer, byteOffset, length / 4) : low;
  const numbers = new Float64Array(length / 8);
  for (let at = 0; at < numbers.length; at++) numbers[at] = high[2 * at + 1]! * 2 ** 32 + low[2 * at]!;
  return numbers;
}
