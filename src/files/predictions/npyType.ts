/** A NumPy element type that scores or label indices can have. */
export interface NpyType {
  bytes: number;
  /** Whole numbers are label indices, the best first; others are scores. */
  isIndex: boolean;
  read: (view: DataView, at: number) => number;
}

/**
 * Half-precision floats (IEEE 754 binary16) by their bits: ten of fraction, five of exponent, one of sign. A table,
 * because a file has millions of them.
 */
const halves = Float32Array.from({ length: 1 << 16 }, (_, bits) => {
  const [fraction, exponent, sign] = [bits & 0x3ff, (bits >> 10) & 0x1f, bits >> 15 ? -1 : 1];
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1024 + fraction) * 2 ** (exponent - 25);
});

/** @param descr as a .npy header writes it, "<f4" say; undefined for a type that is no score and no index */
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
  return read && { bytes, isIndex, read };
}
