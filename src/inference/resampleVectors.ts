import type { RgbPixels } from "../files/images/decodeImage.ts";
import type { Taps } from "./resampleTaps.ts";
import { resampleWasm } from "./resampleWasm.ts";

/** What resample.wat exports. */
interface Passes {
  memory: WebAssembly.Memory;
  columns(
    ...args: [
      source: number,
      stride: number,
      rows: number,
      first: number,
      count: number,
      weights: number,
      size: number,
      width: number,
      to: number,
    ]
  ): void;
  rows(
    ...args: [
      source: number,
      stride: number,
      height: number,
      top: number,
      first: number,
      count: number,
      weights: number,
      size: number,
      to: number,
    ]
  ): void;
}

/** Vectors reach so far beyond what they are of. */
const margin = 16;
const page = 65_536;
/** Bytes of the image that are in WebAssembly's memory at once: it never shrinks. */
const bandBytes = 1 << 20;

/** Undefined where the processor or the runtime has no vectors. */
function load(): Passes | undefined {
  const bytes = Uint8Array.from(Buffer.from(resampleWasm, "base64"));
  if (!WebAssembly.validate(bytes)) return undefined;
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Passes;
}

const passes = load();

const aligned = (bytes: number) => Math.ceil(bytes / margin) * margin;

/** Lays out memory, one thing after the other. */
function makeLayout() {
  let end = margin;
  return {
    place(bytes: number): number {
      const at = end;
      end += aligned(bytes + margin);
      return at;
    },
    ensure(memory: WebAssembly.Memory): Uint8Array {
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / page));
      return new Uint8Array(memory.buffer);
    },
  };
}

const bytesOf = ({ buffer, byteOffset, byteLength }: Int32Array) =>
  new Uint8Array(buffer, byteOffset, byteLength);

/**
 * Both passes of `resample`, by vectors, with the same bytes.
 *
 * @param top the first row of the image that is needed; `count` rows are
 * @returns undefined where there are no vectors
 */
export function resampleByVectors(
  image: RgbPixels,
  { top, count }: { top: number; count: number },
  columns: Taps,
  rows: Taps,
): Uint8Array | undefined {
  if (!passes) return undefined;
  const [width, height] = [columns.first.length, rows.first.length];
  const [stride, narrow] = [3 * image.width, 3 * width];
  const band = Math.max(1, Math.min(count, Math.floor(bandBytes / stride)));
  const layout = makeLayout();
  const taps = [columns, rows].map(({ first, count: counts, weights, size }) => ({
    ...{ size, arrays: [first, counts, weights] },
    at: [first, counts, weights].map(({ byteLength }) => layout.place(byteLength)) as [
      number,
      number,
      number,
    ],
  })) as [TapsInMemory, TapsInMemory];
  const narrowed = layout.place(narrow * count);
  const source = layout.place(stride * band);
  const out = layout.place(narrow * height);
  const memory = layout.ensure(passes.memory);
  for (const { arrays, at } of taps)
    for (const [index, array] of arrays.entries()) memory.set(bytesOf(array), at[index]);
  const [across, down] = taps;
  for (let row = 0; row < count; row += band) {
    const some = Math.min(band, count - row);
    memory.set(image.data.subarray((top + row) * stride, (top + row + some) * stride), source);
    passes.columns(source, stride, some, ...across.at, across.size, width, narrowed + row * narrow);
  }
  passes.rows(narrowed, narrow, height, top, ...down.at, down.size, out);
  return memory.slice(out, out + narrow * height);
}

interface TapsInMemory {
  size: number;
  arrays: Int32Array[];
  at: [first: number, count: number, weights: number];
}
