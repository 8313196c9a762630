import type { ImageFailure } from "./imageFailure.ts";
import { type ImageLimits, readImage, type VerifiedImage } from "./readImage.ts";

/**
 * Whether a file is an image that can be shown and classified, and its properties. It is decoded to its end, because a
 * truncated photo begins perfectly well. Never throws for a bad file.
 *
 * @param path absolute path
 */
export async function verifyImage(
  path: string,
  limits: ImageLimits = {},
): Promise<({ ok: true } & VerifiedImage) | ImageFailure> {
  const image = await readImage(path, limits);
  return image.ok ? { ok: true, ...image.file } : image;
}
