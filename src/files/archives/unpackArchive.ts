import { randomUUID } from "node:crypto";
import { mkdir, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { explainWriting } from "../explainWriting.ts";
import type { ArchiveKind } from "./sniffArchive.ts";
import { unpackTar } from "./unpackTar.ts";
import { type ArchiveLimits, archiveLimits, type LeftOut, UnpackTarget } from "./unpackTarget.ts";
import { unpackZip } from "./unpackZip.ts";

const prefix = ".unpacking-";

export interface Unpacked {
  folder: string;
  leftOut: LeftOut[];
}

/**
 * Unpacks an archive of images into a new folder. Only images, judged by extension, and files that describe images keep
 * their content; others are left empty, so that a listing can count them. Checksums are verified.
 *
 * @param input.into the folder to make the new one in; leftovers of earlier runs there are removed
 * @throws Failure `bad-file` for an archive that is damaged, password-protected, of an unsupported kind, over the
 * limits, or with a path that leads out of it or occurs twice; `disk-full`. Nothing is left behind then
 */
export async function unpackArchive(input: {
  file: string;
  kind: ArchiveKind;
  into: string;
  limits?: ArchiveLimits;
  signal?: AbortSignal | undefined;
}): Promise<Unpacked> {
  const { file, kind, into, limits = archiveLimits, signal } = input;
  await mkdir(into, { recursive: true });
  for (const name of await readdir(into)) {
    if (name.startsWith(prefix)) await rm(join(into, name), { recursive: true, force: true });
  }
  const folder = join(into, `${prefix}${randomUUID()}`);
  await mkdir(folder).catch((error) => Promise.reject(explainWriting(error, folder)));
  const target = new UnpackTarget(file, folder, limits, signal);
  try {
    await (kind === "zip" ? unpackZip(file, target) : unpackTar(file, kind, target));
    return { folder, leftOut: target.leftOut };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}
