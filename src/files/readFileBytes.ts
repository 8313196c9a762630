import { constants } from "node:fs";
import { open, stat } from "node:fs/promises";
import { type ImageFailure, imageFailure } from "./images/imageFailure.ts";

/** Larger files are refused by default. */
export const defaultMaxBytes = 256e6;

const notAFile = imageFailure(
  "not-a-file",
  "This is a folder, a device or a pipe, not a file. Put an image file in its place.",
);

function explain(error: unknown): ImageFailure {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR") {
    return imageFailure("missing", "There is no such file. Put it back, or remove the image from the list.");
  }
  if (code === "EACCES" || code === "EPERM") {
    return imageFailure("no-permission", "The file may not be read. Give this program the right to read it.");
  }
  if (code === "ELOOP" || code === "EISDIR" || code === "ENXIO") return notAFile;
  return imageFailure("unreadable", `The file cannot be read (${code ?? String(error)}). Check the disk.`);
}

/**
 * Reads a whole regular file, never a device or a pipe, which could block forever or never end.
 *
 * @param path absolute path
 * @param maxBytes a larger file is refused before it is read
 */
export async function readFileBytes(
  path: string,
  maxBytes = defaultMaxBytes,
): Promise<{ ok: true; bytes: Buffer } | ImageFailure> {
  try {
    // Opening a device can already have effects, so this is checked before, and again for what was opened.
    if (!(await stat(path)).isFile()) return notAFile;
    await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const status = await file.stat();
    if (!status.isFile()) return notAFile;
    if (status.size === 0) return imageFailure("empty", "The file is empty. Copy it again from its source.");
    if (status.size > maxBytes) {
      const [mega, max] = [status.size, maxBytes].map((bytes) => Math.ceil(bytes / 1e6));
      return imageFailure(
        "too-large",
        `The file has ${mega} MB; at most ${max} MB are read. Make it smaller.`,
      );
    }
    return { ok: true, bytes: await file.readFile() };
  } catch (error) {
    return explain(error);
  }
}
