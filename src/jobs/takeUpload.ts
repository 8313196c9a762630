import { createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, sep } from "node:path";
import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { Failure } from "../contract/failure.ts";
import { limitBytes } from "../files/limitBytes.ts";

export interface Upload {
  body: Readable;
  /** Maximum size. */
  maxBytes: number;
}

/**
 * Keeps uploaded content as a file while it is processed.
 *
 * @param name what error messages call it
 * @param advice added to the error if it is too large
 * @throws Failure `too-large`; whatever `use` throws, without the file's location
 */
export async function takeUpload<Result>(
  { body, maxBytes }: Upload,
  { name, advice }: { name: string; advice: string },
  use: (file: string, folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-upload-"));
  try {
    const file = join(folder, name);
    await pipeline(body, limitBytes(maxBytes, advice), createWriteStream(file, { mode: 0o600 }));
    return await use(file, folder);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    // Its temporary location is not disclosed.
    throw new Failure(error.code, error.message.replaceAll(`${folder}${sep}`, ""), error.details);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
