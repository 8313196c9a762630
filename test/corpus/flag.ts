import sharp, { type Sharp } from "sharp";

/** The four colours of the picture, as a person sees it: top left, top right, bottom left, bottom right. */
export const flagColours = [
  [220, 30, 30],
  [30, 170, 40],
  [40, 60, 210],
  [230, 210, 60],
] as const;

export type Corners = readonly (readonly [number, number, number])[];

/** Where a pixel of the upright picture lies in a file with this EXIF orientation, and the file's size. */
const storedAt: Record<number, (x: number, y: number, width: number, height: number) => [number, number]> = {
  1: (x, y) => [x, y],
  2: (x, y, width) => [width - 1 - x, y],
  3: (x, y, width, height) => [width - 1 - x, height - 1 - y],
  4: (x, y, _, height) => [x, height - 1 - y],
  5: (x, y) => [y, x],
  6: (x, y, width) => [y, width - 1 - x],
  7: (x, y, width, height) => [height - 1 - y, width - 1 - x],
  8: (x, y, _, height) => [height - 1 - y, x],
};

/**
 * A picture of four colours, stored so that an EXIF orientation turns it upright.
 *
 * @param width in pixels, of the upright picture
 * @param orientation 1 to 8; the file says it
 * @param alpha opacity of the whole, 0 to 255; undefined: no alpha channel
 */
export function makeFlag({
  width = 64,
  height = 48,
  orientation = 1,
  alpha,
}: {
  width?: number;
  height?: number;
  orientation?: number;
  alpha?: number;
} = {}): Sharp {
  const channels = alpha === undefined ? 3 : 4;
  const [storedWidth, storedHeight] = orientation < 5 ? [width, height] : [height, width];
  const data = new Uint8Array(width * height * channels);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const colour = flagColours[(2 * y < height ? 0 : 2) + (2 * x < width ? 0 : 1)]!;
      const [left, top] = storedAt[orientation]!(x, y, width, height);
      data.set(alpha === undefined ? colour : [...colour, alpha], (top * storedWidth + left) * channels);
    }
  }
  const picture = sharp(data, { raw: { width: storedWidth, height: storedHeight, channels } });
  return orientation === 1 ? picture : picture.withMetadata({ orientation });
}

/** The colours in the middle of the four quarters of a picture that any decoder of browsers shows upright. */
export async function readCorners(picture: Buffer): Promise<Corners> {
  const { data, info } = await sharp(picture, { failOn: "none" })
    .autoOrient()
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  return [1, 3].flatMap((down) =>
    [1, 3].map((right) => {
      const [x, y] = [Math.floor((info.width * right) / 4), Math.floor((info.height * down) / 4)];
      const at = (y * info.width + x) * info.channels;
      return [data[at]!, data[at + 1]!, data[at + 2]!] as const;
    }),
  );
}
