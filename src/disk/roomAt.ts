import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";

/**
 * What is left on the disk of a file, existing or not: bytes, and number of further files; undefined if the disk does
 * not say.
 */
export function roomAt(file: string): { bytes: number; files: number | undefined } | undefined {
  let place = file;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  try {
    const { bavail, bsize, files, ffree } = statfsSync(place);
    // Some file systems do not count their files.
    return { bytes: bavail * bsize, files: files > 0 ? ffree : undefined };
  } catch {
    return undefined;
  }
}
