import sharp, { type Sharp } from "sharp";

/** Makes a picture of coloured waves, the same every time. Another `seed` gives another picture. */
export function makePhoto(width: number, height: number, seed = 0): Sharp {
  const data = new Uint8Array(width * height * 3);
  for (let at = 0; at < data.length; at++) {
    const [x, y] = [Math.floor(at / 3) % width, Math.floor(at / 3 / width)];
    data[at] = 128 + 120 * Math.sin((x * (1 + (at % 3)) + y * (2 + seed)) / 23);
  }
  return sharp(data, { raw: { width, height, channels: 3 } });
}
