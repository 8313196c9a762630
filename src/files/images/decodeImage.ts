import type { Metadata, Sharp } from "sharp";
import { type ImageFailure, imageFailure } from "./imageFailure.ts";
import { defaultMaxPixels, openImage, spreadBits } from "./openImage.ts";
import { type ImageFormat, nameUndecodedFormat, sniffImage } from "./sniffImage.ts";
import { hasJpegEnd, isFilledWithZeros } from "./tidyJpeg.ts";

/** Pixels as they lie in the file: 8-bit RGB, row by row from the top, 3 * width * height values. */
export interface RgbPixels {
  width: number;
  height: number;
  data: Uint8Array;
}

export interface DecodedImage {
  ok: true;
  format: ImageFormat;
  /** The size as a person sees it, EXIF orientation applied; `pixels` has its own. */
  width: number;
  height: number;
  /** How to turn the pixels for that, as EXIF numbers it; 1 is not at all. */
  orientation: number;
  pixels: RgbPixels;
}

/**
 * Decodes a whole image to 8-bit RGB, as Pillow's `convert("RGB")` does in the reference pipelines:
 * - EXIF orientation is ignored (people see the photo upright; the reference classifies it as stored);
 * - ICC profiles are ignored;
 * - CMYK becomes RGB by Pillow's formula, (255 - ink) * (255 - black) / 255;
 * - grey is repeated in the three channels, a palette is expanded;
 * - alpha is dropped without blending: transparent pixels keep the colour that is stored under them;
 * - of 16 bits the upper eight are kept; if only the lower 8, 10, 12 or 14 of the 16 are used, the upper eight of
 *   those. For 16-bit grey this departs from Pillow, which makes nearly everything white;
 * - of an animation, the first frame is taken.
 *
 * A file with lost pixels is a failure, so that half a photo is never labelled. So are samples that are neither 8 nor
 * 16 bits, as in a floating-point TIFF: which of their values is white is unknown.
 *
 * @param bytes the file
 */
export async function decodeImage(
  bytes: Buffer,
  { maxPixels = defaultMaxPixels }: { maxPixels?: number } = {},
): Promise<DecodedImage | ImageFailure> {
  const format = sniffImage(bytes);
  if (!format) return refuseFormat(bytes);
  if (format === "jpeg" && isFilledWithZeros(bytes)) return refuseDamage(format, bytes);
  try {
    // The number of pixels is checked here, between header and pixels, so that the message can state it.
    const image = openImage(bytes, { maxPixels: Number.MAX_SAFE_INTEGER, ignoreIcc: true });
    const metadata = await image.metadata();
    const pixelCount = metadata.width * metadata.height;
    if (pixelCount > maxPixels) return refusePixels(pixelCount, maxPixels);
    if (!["uchar", "ushort"].includes(metadata.depth)) return refuseSamples(format, metadata);
    const pixels = await decodePixels(await spreadBits(image, metadata), metadata);
    const { width, height } = metadata.autoOrient;
    return { ok: true, format, width, height, orientation: metadata.orientation ?? 1, pixels };
  } catch {
    return refuseDamage(format, bytes);
  }
}

async function decodePixels(image: Sharp, { space }: Metadata): Promise<RgbPixels> {
  const colours =
    space === "cmyk"
      ? image.pipelineColourspace("cmyk").toColourspace("cmyk")
      : image.removeAlpha().toColourspace("srgb");
  const { data, info } = await colours.raw({ depth: "uchar" }).toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  if (channels === 3) return { width, height, data };
  if (space === "cmyk" && channels >= 4) return { width, height, data: cmykToRgb(data, channels) };
  throw new Error(`it has ${channels} colour channels`);
}

/** Rounds as Pillow does, in whole numbers: (a * b + 128) * 257 / 65536. */
function cmykToRgb(data: Uint8Array, channels: number): Uint8Array {
  const rgb = new Uint8Array((data.length / channels) * 3);
  for (let from = 0, to = 0; from < data.length; from += channels, to += 3) {
    const light = 255 - data[from + 3]!;
    for (let ink = 0; ink < 3; ink++) {
      const product = data[from + ink]! * light + 128;
      rgb[to + ink] = Math.max(0, light - (((product >> 8) + product) >> 8));
    }
  }
  return rgb;
}

function refuseFormat(bytes: Buffer): ImageFailure {
  const name = nameUndecodedFormat(bytes);
  if (!name) return imageFailure("not-an-image", "This is not an image, whatever its name says. Remove it.");
  return imageFailure(
    "unsupported-format",
    `This is ${name}, which is not read. Convert it to JPEG or PNG and import it again.`,
  );
}

function refusePixels(pixels: number, maxPixels: number): ImageFailure {
  const [has, max] = [pixels, maxPixels].map((count) => (count / 1e6).toFixed(1));
  return imageFailure(
    "too-many-pixels",
    `The image has ${has} megapixels; at most ${max} are decoded. Make it smaller.`,
  );
}

function refuseSamples(format: ImageFormat, { depth, bitsPerSample = 32 }: Metadata): ImageFailure {
  const numbers = ["float", "double"].includes(depth)
    ? "floating-point numbers"
    : "whole numbers with a sign";
  const kind = depth === "uint" ? "whole numbers" : numbers;
  return imageFailure(
    "unsupported-format",
    `The ${format.toUpperCase()} holds ${kind} of ${bitsPerSample} bits, and which of them is white is not known. Save it with 8 or 16 bits per channel and import it again.`,
  );
}

/** Worded here, because the decoder's messages vary from one run to the next. */
function refuseDamage(format: ImageFormat, bytes: Buffer): ImageFailure {
  const name = format.toUpperCase();
  const what =
    format === "jpeg" && !hasJpegEnd(bytes)
      ? `The ${name} file ends too early, and pixels are missing.`
      : `The ${name} data is damaged or of a kind that is not read: not every pixel can be decoded.`;
  const more = format === "tiff" ? ", or save it with 8 or 16 bits per channel" : "";
  return imageFailure("damaged", `${what} Copy the file again${more}.`);
}
