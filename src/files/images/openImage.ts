import sharp, { type Metadata, type Sharp } from "sharp";
import { tidyJpeg } from "./tidyJpeg.ts";

// Loaders are allowed by name: libvips would also open SVG and PDF, whose content can refer to other files.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((name) => `VipsForeignLoad${name}`),
});
// There are many images and each is opened once: they are processed in parallel, one core each, and none is cached.
sharp.concurrency(1);
sharp.cache(false);

/** Images with more pixels than this are refused by default. */
export const defaultMaxPixels = 50e6;

/**
 * Opens an image by its bytes, never by its path: libvips would trust a path's extension and follow files beside it. Of
 * an animation, the first frame. A decoder's warning (a truncated file, say) is an error, except for breaches of the
 * JPEG standard that lose no pixel. Nothing is decoded yet.
 *
 * @param bytes a file whose format `sniffImage` knows
 */
export function openImage(
  bytes: Buffer,
  { maxPixels = defaultMaxPixels, ignoreIcc = false }: { maxPixels?: number; ignoreIcc?: boolean } = {},
): Sharp {
  const isJpeg = bytes[0] === 0xff && bytes[1] === 0xd8;
  return sharp(isJpeg ? tidyJpeg(bytes) : bytes, {
    failOn: "warning",
    limitInputPixels: maxPixels,
    ignoreIcc,
    pages: 1,
  });
}

/** Cameras and microscopes store this many bits in the lower part of 16. */
const depths = [8, 10, 12, 14];

/** The factor for 16-bit samples that fill only the lower bits; undefined for all other images. */
async function findFactor(image: Sharp, { depth, format, hasAlpha }: Metadata): Promise<number | undefined> {
  if (depth !== "ushort" || (format !== "tiff" && format !== "png")) return undefined;
  const { channels } = await image.clone().stats();
  const colours = hasAlpha ? channels.slice(0, -1) : channels;
  const brightest = Math.max(...colours.map(({ max }) => max));
  const bits = depths.find((bits) => brightest < 2 ** bits);
  return bits === undefined ? undefined : 2 ** (16 - bits);
}

/** Whether an image fills only the lower bits of 16, and would look black. */
export const isDim = async (image: Sharp): Promise<boolean> =>
  (await findFactor(image, await image.metadata())) !== undefined;

/** Spreads samples that fill only the lower bits of 16 over all of them. Other images are left as they are. */
export async function spreadBits(image: Sharp, metadata: Metadata): Promise<Sharp> {
  const factor = await findFactor(image, metadata);
  return factor === undefined ? image : image.linear(factor, 0);
}
