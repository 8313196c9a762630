import { createHash } from "node:crypto";
import { readFileBytes } from "../readFileBytes.ts";
import { decodeImage, type RgbPixels } from "./decodeImage.ts";
import type { ImageFailure } from "./imageFailure.ts";
import type { ImageFormat } from "./sniffImage.ts";

/** What is known of an image file that was read and fully decoded. */
export interface VerifiedImage {
  /** Of the file's bytes, 64 lower-case hexadecimal digits. */
  sha256: string;
  format: ImageFormat;
  /** The file's size. */
  bytes: number;
  /** Pixels as a person sees the photo: upright, EXIF orientation applied. */
  width: number;
  height: number;
}

export interface ImageLimits {
  /** Default 50 million. */
  maxPixels?: number;
  /** Default 256 MB. */
  maxBytes?: number;
}

/**
 * Reads a file once, both to verify it and to decode its pixels: what is classified is what was hashed.
 *
 * @param path absolute path
 */
export async function readImage(
  path: string,
  { maxBytes, ...limits }: ImageLimits = {},
): Promise<{ ok: true; file: VerifiedImage; orientation: number; pixels: RgbPixels } | ImageFailure> {
  const read = await readFileBytes(path, maxBytes);
  if (!read.ok) return read;
  const decoded = await decodeImage(read.bytes, limits);
  if (!decoded.ok) return decoded;
  const { format, width, height, orientation, pixels } = decoded;
  const sha256 = createHash("sha256").update(read.bytes).digest("hex");
  return { ok: true, file: { sha256, format, bytes: read.bytes.length, width, height }, orientation, pixels };
}
