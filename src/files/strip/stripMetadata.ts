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
 * An image file without all that it says beside its picture (who made it, where, keywords, comments, thumbnails, bytes
 * behind its end), which often is the label. The pixels stay as they are coded; their colour profile and their turn
 * stay, too.
 *
 * @returns undefined where the format, or the way in which the file is laid out, allows no such thing
 */
export async function stripMetadata(bytes: Buffer, format: ImageFormat): Promise<Buffer | undefined> {
  const strip = strippers[format];
  if (!strip) return undefined;
  const { orientation = 1 } = await openImage(bytes).metadata();
  return strip(bytes, orientation);
}
