import { createHash, randomUUID } from "node:crypto";
import { readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import pLimit from "p-limit";
import type { Sharp } from "sharp";
import { Failure } from "../../contract/failure.ts";
import type { ImageVariant } from "../../contract/images/image.ts";
import { explainWriting } from "../explainWriting.ts";
import { readFileBytes } from "../readFileBytes.ts";
import { stripMetadata } from "../strip/stripMetadata.ts";
import { makeFolder, syncFolder } from "../syncFiles.ts";
import { isDim, openImage, spreadBits } from "./openImage.ts";
import { type ImageFormat, sniffImage } from "./sniffImage.ts";

export interface VariantRequest {
  /** Absolute path of the image file. */
  path: string;
  /** What the file's content was when it was verified. */
  sha256: string;
  variant: ImageVariant;
}

export interface VariantFile {
  /** Absolute path of what to send. */
  file: string;
  /** What to send where `file` could not be written, because the disk is full, say. */
  bytes?: Buffer;
  contentType: string;
}

export interface VariantStore {
  /** @throws Failure `bad-file` if the image is gone, has changed since it was verified, or cannot be decoded */
  get(request: VariantRequest): Promise<VariantFile>;
  /** The same for nobody who waits: begins once nobody waits for another. */
  prepare(request: VariantRequest): Promise<VariantFile>;
}

const sha256Digits = 64;

/** A JPEG has no more pixels on a side. */
const maxJpegSide = 65_500;

/** The formats that browsers show. What is made of another one is a JPEG called `.jpg`. */
const shownByBrowsers = ["jpeg", "png", "webp", "gif", "avif"] as const satisfies readonly ImageFormat[];

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
 * An original keeps its pixels where browsers show its format, and loses what it says beside them. One that browsers
 * would show as black (12 bits in 16) is made visible like any other variant.
 */
async function makeBytes(
  bytes: Buffer,
  variant: ImageVariant,
  format: (typeof shownByBrowsers)[number] | undefined,
): Promise<{ bytes: Buffer; contentType: string; extension: string }> {
  const isSent = format !== undefined && variant === "original" && !(await isDim(openImage(bytes)));
  const stripped = isSent ? await stripMetadata(bytes, format) : undefined;
  if (stripped) return { bytes: stripped, contentType: `image/${format}`, extension: format! };
  return { bytes: await makeJpeg(openImage(bytes), variant), contentType: "image/jpeg", extension: "jpg" };
}

async function readUnchanged({ path, sha256 }: VariantRequest): Promise<Buffer> {
  const read = await readFileBytes(path);
  if (!read.ok) throw new Failure("bad-file", read.message);
  if (createHash("sha256").update(read.bytes).digest("hex") !== sha256) {
    throw new Failure(
      "bad-file",
      "The image file has changed since it was imported. Put the old file back, or import the new one.",
    );
  }
  return read.bytes;
}

async function writeAtomically(file: string, content: Buffer): Promise<void> {
  const unfinished = `${file}.${randomUUID()}.tmp`;
  try {
    await makeFolder(dirname(file));
    await writeFile(unfinished, content, { flush: true });
    await rename(unfinished, file);
    await syncFolder(dirname(file));
  } catch (error) {
    await rm(unfinished, { force: true }).catch(() => {});
    throw explainWriting(error, file, content.length);
  }
}

const exists = (file: string): Promise<boolean> =>
  stat(file).then(
    () => true,
    () => false,
  );

/** Where an installation keeps variants. */
export const variantFolder = (dataFolder: string): string => join(dataFolder, "variants");

/** Takes out the variants of images by the SHA-256 of their content. What is not there, or cannot be removed, is left. */
export async function removeVariants(cacheDir: string, contents: ReadonlySet<string>): Promise<void> {
  for (const shard of await readdir(cacheDir).catch(() => [])) {
    const folder = join(cacheDir, shard);
    for (const name of await readdir(folder).catch(() => [])) {
      if (contents.has(name.slice(0, sha256Digits)))
        await rm(join(folder, name), { force: true }).catch(() => {});
    }
  }
}

/**
 * Makes and keeps the variants of images that browsers are sent. They are named after the content's hash, so a file
 * once made is right for ever, and the folder can be deleted at any time.
 *
 * @param cacheDir folder of the variants, made when needed
 * @param maxAtOnce how many images are decoded side by side
 */
export function createVariantStore({
  cacheDir,
  maxAtOnce,
}: {
  cacheDir: string;
  maxAtOnce: number;
}): VariantStore {
  const run = pLimit(maxAtOnce);
  const underWay = new Map<string, Promise<VariantFile>>();
  const waitedFor = new Set<Promise<VariantFile>>();

  async function make(request: VariantRequest, name: string): Promise<VariantFile> {
    const bytes = await readUnchanged(request);
    const format = sniffImage(bytes);
    if (!format) throw new Failure("bad-file", "The file is not an image.");
    const shown = shownByBrowsers.find((one) => one === format);
    const made = await makeBytes(bytes, request.variant, shown).catch(() => {
      throw new Failure(
        "bad-file",
        "The image cannot be decoded. Put the file back as it was, or import a new one.",
      );
    });
    const { contentType } = made;
    if (made.bytes.equals(bytes)) return { file: request.path, contentType };
    const file = `${name}.${made.extension}`;
    try {
      await writeAtomically(file, made.bytes);
      return { file, contentType };
    } catch (error) {
      // A disk that is full or read-only stops nobody from looking.
      if (error instanceof Failure) return { file, bytes: made.bytes, contentType };
      throw error;
    }
  }

  /** What was made before. */
  async function findMade(name: string, variant: ImageVariant): Promise<VariantFile | undefined> {
    const jpeg = { file: `${name}.jpg`, contentType: "image/jpeg" };
    if (await exists(jpeg.file)) return jpeg;
    for (const format of variant === "original" ? shownByBrowsers : []) {
      if (await exists(`${name}.${format}`))
        return { file: `${name}.${format}`, contentType: `image/${format}` };
    }
    return undefined;
  }

  async function get(request: VariantRequest): Promise<VariantFile> {
    const { sha256, variant } = request;
    const name = join(cacheDir, sha256.slice(0, 2), `${sha256}-${variant}`);
    const known = await findMade(name, variant);
    if (known) return known;
    const made = underWay.get(name) ?? run(() => make(request, name)).finally(() => underWay.delete(name));
    underWay.set(name, made);
    return made;
  }

  return {
    get(request) {
      const asked = get(request).finally(() => waitedFor.delete(asked));
      waitedFor.add(asked);
      return asked;
    },
    async prepare(request) {
      while (waitedFor.size > 0) await Promise.allSettled(waitedFor);
      return get(request);
    },
  };
}
