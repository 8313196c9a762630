import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { Failure } from "../../contract/failure.ts";
import type { ImageVariant } from "../../contract/images/image.ts";
import { makeVariant, shownByBrowsers } from "../../files/images/makeVariant.ts";
import { readFileBytes } from "../../files/readFileBytes.ts";
import type { Storage, Stored } from "../../storage/storage.ts";

export interface VariantRequest extends Stored {
  /** Hash of the file's content when it was verified. */
  sha256: string;
  variant: ImageVariant;
}

export interface VariantFile {
  /** What to send. */
  stored: Stored;
  /** What to send where it could not be stored, on a full disk, say. */
  bytes?: Buffer;
  contentType: string;
}

export interface VariantStore {
  /** @throws Failure `bad-file` if the image is gone, has changed since it was verified, or cannot be decoded */
  get(request: VariantRequest): Promise<VariantFile>;
  /** The same in advance: begins once nobody waits for another variant. */
  prepare(request: VariantRequest): Promise<VariantFile>;
}

const sha256Digits = 64;
const folder = "variants";

async function readUnchanged({ storage, key, sha256 }: VariantRequest): Promise<Buffer> {
  await using file = await storage.localFile(key);
  if (!file) throw imageGone();
  const read = await readFileBytes(file.path);
  if (!read.ok) throw new Failure("bad-file", read.message);
  if (createHash("sha256").update(read.bytes).digest("hex") !== sha256) {
    throw new Failure(
      "bad-file",
      "The image file has changed since it was imported. Put the old file back, or import the new one.",
    );
  }
  return read.bytes;
}

export const imageGone = () =>
  new Failure("bad-file", "The picture's file is gone. Tell the lead to put it back.");

/**
 * Removes the variants of images by the SHA-256 of their content. Those that do not exist or cannot be removed are
 * skipped.
 */
export async function removeVariants(storage: Storage, contents: ReadonlySet<string>): Promise<void> {
  if (contents.size === 0) return;
  const isOf = (key: string) => contents.has(key.slice(key.lastIndexOf("/") + 1).slice(0, sha256Digits));
  const found = Array.fromAsync(storage.list(folder));
  for (const key of await found.catch(() => [])) if (isOf(key)) await storage.remove(key).catch(() => {});
}

/**
 * Makes and keeps the variants of images that browsers are sent. They are named after the content's hash, so they never
 * become outdated, and can be deleted at any time.
 *
 * @param maxAtOnce how many images are decoded side by side
 */
export function createVariantStore({
  storage,
  maxAtOnce,
}: {
  storage: Storage;
  maxAtOnce: number;
}): VariantStore {
  const run = pLimit(maxAtOnce);
  const underWay = new Map<string, Promise<VariantFile>>();
  const waitedFor = new Set<Promise<VariantFile>>();

  async function make(request: VariantRequest, name: string): Promise<VariantFile> {
    const bytes = await readUnchanged(request);
    const made = await makeVariant(bytes, request.variant).catch(() => {
      throw new Failure(
        "bad-file",
        "The image cannot be decoded. Put the file back as it was, or import a new one.",
      );
    });
    if (!made) throw new Failure("bad-file", "The file is not an image.");
    const { contentType } = made;
    if (made.bytes.equals(bytes))
      return { stored: { storage: request.storage, key: request.key }, contentType };
    const stored = { storage, key: `${name}.${made.extension}` };
    try {
      await storage.put(stored.key, [made.bytes]);
      return { stored, contentType };
    } catch (error) {
      // A full or read-only disk keeps nobody from looking.
      if (error instanceof Failure) return { stored, bytes: made.bytes, contentType };
      throw error;
    }
  }

  /** Finds a variant made before. */
  async function findMade(name: string, variant: ImageVariant): Promise<VariantFile | undefined> {
    const isThere = async (key: string) => (await storage.stat(key)) !== undefined;
    const jpeg = `${name}.jpg`;
    if (await isThere(jpeg)) return { stored: { storage, key: jpeg }, contentType: "image/jpeg" };
    for (const format of variant === "original" ? shownByBrowsers : []) {
      const key = `${name}.${format}`;
      if (await isThere(key)) return { stored: { storage, key }, contentType: `image/${format}` };
    }
    return undefined;
  }

  async function get(request: VariantRequest): Promise<VariantFile> {
    const { sha256, variant } = request;
    const name = `${folder}/${sha256.slice(0, 2)}/${sha256}-${variant}`;
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
