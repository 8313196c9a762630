import sharp, { type Sharp } from "sharp";

// Loaders are allowed by name: libvips would also open SVG and PDF, whose content can point at other files.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["Jpeg", "Png", "Webp", "Nsgif", "Tiff", "Heif"].map((name) => `VipsForeignLoad${name}`),
});
// Images are many and each is opened once: they run side by side, one core each, and none is kept.
sharp.concurrency(1);
sharp.cache(false);

/** Images with more pixels than this are refused by default. */
export const defaultMaxPixels = 50e6;

/**
 * An image by its bytes, never by its path: libvips would believe a path's extension and follow what lies beside it.
 * The first frame of an animation; a warning of the decoder (a truncated file, say) is an error.
 * Nothing is decoded yet.
 *
 * @param bytes a file of which `sniffImage` knows the format
 */
export function openImage(
  bytes: Buffer,
  { maxPixels = defaultMaxPixels, ignoreIcc = false }: { maxPixels?: number; ignoreIcc?: boolean } = {},
): Sharp {
  return sharp(bytes, { failOn: "warning", limitInputPixels: maxPixels, ignoreIcc, pages: 1 });
}
