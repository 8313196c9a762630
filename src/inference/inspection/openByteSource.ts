import { closeSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "./readOnnx.ts";

const windowSize = 65_536;

/** A file as a source of bytes, of which a window is in memory at a time. */
export function openByteSource(file: string, size: number): ByteSource & Disposable {
  const handle = openSync(file, "r");
  const window = Buffer.alloc(windowSize);
  let start = 0;
  let held = 0;
  const fill = (buffer: Buffer, at: number): number => {
    let filled = 0;
    for (let count = -1; count !== 0 && filled < buffer.length; filled += count) {
      count = readSync(handle, buffer, filled, buffer.length - filled, at + filled);
    }
    return filled;
  };
  return {
    size,
    read(at, length) {
      if (length > windowSize) {
        const bytes = Buffer.alloc(length);
        return bytes.subarray(0, fill(bytes, at));
      }
      if (at < start || at + length > start + held) {
        start = at;
        held = fill(window, at);
      }
      return window.subarray(at - start, Math.min(at - start + length, held));
    },
    [Symbol.dispose]: () => closeSync(handle),
  };
}
