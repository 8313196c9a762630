/** The image formats that are decoded, whatever a file's name says. SVG is left out on purpose: it is a program. */
export const imageFormats = ["jpeg", "png", "webp", "gif", "tiff", "avif"] as const;

export type ImageFormat = (typeof imageFormats)[number];

const ascii = (bytes: Uint8Array, start: number, end: number): string =>
  String.fromCharCode(...bytes.subarray(start, end));

const startsWith = (bytes: Uint8Array, signature: string): boolean =>
  ascii(bytes, 0, signature.length) === signature;

/** The brands that an ISO media file (AVIF, HEIC, MP4) declares, the main one first; none for other files. */
function mediaBrands(bytes: Uint8Array): string[] {
  if (ascii(bytes, 4, 8) !== "ftyp") return [];
  const end = Math.min(new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), bytes.length, 256);
  const brands = [ascii(bytes, 8, 12)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(ascii(bytes, at, at + 4));
  return brands;
}

/**
 * The format of an image by its first bytes, which suffice and cannot trip up a parser (libraries for all kinds of
 * files look deeper); undefined for anything that is not decoded.
 *
 * @param bytes the file, or at least its first 256 bytes
 */
export function sniffImage(bytes: Uint8Array): ImageFormat | undefined {
  if (startsWith(bytes, "\xff\xd8\xff")) return "jpeg";
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "png";
  if (startsWith(bytes, "RIFF") && ascii(bytes, 8, 12) === "WEBP") return "webp";
  if (startsWith(bytes, "GIF87a") || startsWith(bytes, "GIF89a")) return "gif";
  if (["II*\0", "MM\0*", "II+\0", "MM\0+"].some((signature) => startsWith(bytes, signature))) return "tiff";
  if (mediaBrands(bytes).some((brand) => brand === "avif" || brand === "avis")) return "avif";
  return undefined;
}

/** The name of an image format that is recognised but not decoded, for a message that helps; or undefined. */
export function nameUndecodedFormat(bytes: Uint8Array): string | undefined {
  if (mediaBrands(bytes).some((brand) => /^(hei|hev|mif|msf)/.test(brand))) return "HEIC";
  if (startsWith(bytes, "BM")) return "BMP";
  if (startsWith(bytes, "8BPS")) return "Photoshop";
  if (startsWith(bytes, "\xff\x0a") || startsWith(bytes, "\0\0\0\x0cJXL ")) return "JPEG XL";
  if (startsWith(bytes, "\0\0\0\x0cjP  ")) return "JPEG 2000";
  if (startsWith(bytes, "%PDF-")) return "PDF";
  if (/<svg[\s>]/i.test(ascii(bytes, 0, 1024))) return "SVG";
  return undefined;
}
