import type { Sharp } from "sharp";
import type { ImageVariant } from "../../contract/images/image.ts";
import { stripMetadata } from "../strip/stripMetadata.ts";
import { isDim, openImage, spreadBits } from "./openImage.ts";
import { type ImageFormat, sniffImage } from "./sniffImage.ts";

/** The longest side a JPEG can have, in pixels. */
const maxJpegSide = 65_500;

/** The formats that browsers show. From any other, a JPEG called `.jpg` is made. */
export const shownByBrowsers = [
  "jpeg",
  "png",
  "webp",
  "gif",
  "avif",
] as const satisfies readonly ImageFormat[];

/** Longest side and JPEG quality, given the image's upright size in pixels. */
const recipes: Record<ImageVariant, (width: number, height: number) => { longest: number; quality: number }> =
  {
    thumbnail: (width, height) => {
      const aspect = Math.max(width, height) / Math.min(width, height);
      return { longest: Math.min(1024, Math.round(256 * aspect)), quality: 82 };
    },
    screen: () => ({ longest: 2048, quality: 88 }),
    original: () => ({ longest: maxJpegSide, quality: 92 }),
  };

/** Upright, in sRGB (an ICC profile is applied), transparent parts white, without metadata. */
async function makeJpeg(image: Sharp, variant: ImageVariant): Promise<Buffer> {
  const metadata = await image.metadata();
  const { width, height } = metadata.autoOrient;
  const { longest, quality } = recipes[variant](width, height);
  return (await spreadBits(image, metadata))
    .autoOrient()
    .resize({ width: longest, height: longest, fit: "inside", withoutEnlargement: true })
    .flatten({ background: "white" })
    .toColourspace("srgb")
    .jpeg({ quality })
    .toBuffer();
}

/**
 * What a browser gets of an image. An original in a format that browsers show keeps its pixels and loses its metadata.
 * One that browsers would show as black (12 bits in 16) is made visible like any other variant.
 *
 * @returns undefined if it is no image; rejects if it cannot be decoded
 */
export async function makeVariant(
  bytes: Buffer,
  variant: ImageVariant,
): Promise<{ bytes: Buffer; contentType: string; extension: string } | undefined> {
  const format = sniffImage(bytes);
  if (!format) return undefined;
  const shown = shownByBrowsers.find((one) => one === format);
  const isSent = shown !== undefined && variant === "original" && !(await isDim(openImage(bytes)));
  const stripped = isSent ? await stripMetadata(bytes, shown) : undefined;
  if (stripped) return { bytes: stripped, contentType: `image/${shown}`, extension: shown! };
  return { bytes: await makeJpeg(openImage(bytes), variant), contentType: "image/jpeg", extension: "jpg" };
}
