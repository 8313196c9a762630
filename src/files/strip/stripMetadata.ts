import { openImage } from "../images/openImage.ts";
import type { ImageFormat } from "../images/sniffImage.ts";
import { stripAvif } from "./stripAvif.ts";
import { stripGif } from "./stripGif.ts";
import { stripJpeg } from "./stripJpeg.ts";
import { stripPng } from "./stripPng.ts";
import { stripWebp } from "./stripWebp.ts";

const strippers: Partial<Record<ImageFormat, (bytes: Buffer, orientation: number) => Buffer | undefined>> = {
  jpeg: stripJpeg,
  png: stripPng,
  webp: stripWebp,
  gif: stripGif,
  avif: stripAvif,
};

/**
 * An image file without its metadata (author, place, keywords, comments, thumbnails, bytes after its end), which often
 * gives the label away. The pixels stay as they are coded; the colour profile and the orientation stay, too.
 *
 * @returns undefined if the format or the file's layout does not allow it
 */
export async function stripMetadata(bytes: Buffer, format: ImageFormat): Promise<Buffer | undefined> {
  const strip = strippers[format];
  if (!strip) return undefined;
  const { orientation = 1 } = await openImage(bytes).metadata();
  return strip(bytes, orientation);
}
