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
  /** That it may have. */
  maxBytes: number;
}

/**
 * Keeps what a program sends as a file for as long as something is made of it.
 *
 * @param name by which it is told what is wrong
 * @param advice to whoever sends too much
 * @throws Failure `too-large`; whatever `use` throws, without where the file lay
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
    // Where it lay for a moment is nobody's business.
    throw new Failure(error.code, error.message.replaceAll(`${folder}${sep}`, ""), error.details);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
