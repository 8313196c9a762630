import type { RgbPixels } from "./decodeImage.ts";

/** Cuts a rectangle of whole pixels out of an image; it must lie inside. */
export function cutPixels(
  { width, data }: RgbPixels,
  box: { left: number; top: number; width: number; height: number },
): RgbPixels {
  const row = 3 * box.width;
  const cut = new Uint8Array(row * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = 3 * ((box.top + y) * width + box.left);
    cut.set(data.subarray(from, from + row), y * row);
  }
  return { width: box.width, height: box.height, data: cut };
}
