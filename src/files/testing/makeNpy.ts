import { zipSync } from "fflate";

type Write = (view: DataView, at: number, value: number, little: boolean) => void;

/** Writers by kind and size. Half-precision floats are given as their bits. */
const writers: Record<string, Write> = {
  i1: (view, at, value) => view.setInt8(at, value),
  u1: (view, at, value) => view.setUint8(at, value),
  i2: (view, at, value, little) => view.setInt16(at, value, little),
  u2: (view, at, value, little) => view.setUint16(at, value, little),
  f2: (view, at, value, little) => view.setUint16(at, value, little),
  i4: (view, at, value, little) => view.setInt32(at, value, little),
  u4: (view, at, value, little) => view.setUint32(at, value, little),
  f4: (view, at, value, little) => view.setFloat32(at, value, little),
  i8: (view, at, value, little) => view.setBigInt64(at, BigInt(value), little),
  f8: (view, at, value, little) => view.setFloat64(at, value, little),
};

/**
 * Makes a .npy file as NumPy writes it.
 *
 * @param descr the type as its header names it, such as "<f4"; for a type that holds no numbers, the data are zeros
 * @param options false statements for the header
 */
export function makeNpy(
  descr: string,
  rows: readonly (readonly number[])[],
  options: { shape?: string; fortran?: boolean } = {},
): Buffer {
  const shape = options.shape ?? `(${rows.length}, ${rows[0]?.length ?? 1})`;
  const order = options.fortran ? "True" : "False";

  const bytes = Number(descr.slice(2));
  const write = writers[descr.slice(1)];
  const values = rows.flat();
  const data = Buffer.alloc(values.length * bytes);
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  values.forEach((value, at) => {
    write?.(view, at * bytes, value, !descr.startsWith(">"));
  });
  return Buffer.concat([makeHeader(descr, order, shape), data]);
}

function makeHeader(descr: string, order: "True" | "False", shape: string): Buffer {
  const text = `{'descr': '${descr}', 'fortran_order': ${order}, 'shape': ${shape}, }`;
  // Together with the ten bytes before it, the header is padded to a multiple of 64.
  const header = `${text.padEnd(Math.ceil((text.length + 11) / 64) * 64 - 11)}\n`;
  const start = Buffer.from("\x93NUMPY\x01\x00\x00\x00", "latin1");
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, Buffer.from(header, "latin1")]);
}

/** Makes a .npy file of texts: four bytes per character, padded with zeros. */
export function makeTexts(texts: readonly string[]): Buffer {
  const letters = Math.max(...texts.map((text) => text.length));
  const data = Buffer.alloc(4 * letters * texts.length);
  for (const [at, text] of texts.entries())
    for (const [place, letter] of [...text].entries())
      data.writeUInt32LE(letter.codePointAt(0)!, 4 * (at * letters + place));
  return Buffer.concat([makeHeader(`<U${letters}`, "False", `(${texts.length},)`), data]);
}

/**
 * Makes a .npz file: arrays by name in a zip. @param level of compression; 0 stores them unpacked, as `np.savez` does
 */
export function makeNpz(arrays: Record<string, Uint8Array>, level: 0 | 6 = 0): Uint8Array {
  const entries = Object.entries(arrays).map(([name, bytes]) => [`${name}.npy`, bytes] as const);
  return zipSync(Object.fromEntries(entries), { level });
}
