import { existsSync, statfsSync } from "node:fs";
import { dirname } from "node:path";
import { Failure } from "./failure.ts";

/**
 * What is told of a file that has no room: what is left on its disk, and what is needed.
 *
 * @param file absolute path, be it there or not
 * @param needed bytes; undefined where that shows only at the end
 */
export function diskFull(file: string, needed?: number): Failure {
  const left = roomAt(file);
  const room = left === undefined ? "is full" : `has ${left.bytes === 0 ? "no room" : size(left.bytes)} left`;
  const more =
    left?.files === 0
      ? "it holds as many files as it can"
      : needed === undefined
        ? "more is needed"
        : `at least ${size(needed)} are needed`;
  return new Failure(
    "disk-full",
    `There is no room to write ${file}: its disk ${room}, and ${more}. Make room there, then try again.`,
  );
}

/** What is left on the disk of a file, be it there or not: bytes, and how many files more; undefined where it does not say. */
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

/** Rounded up below 10 MB, so that what is needed is never said to be nothing. */
function size(bytes: number): string {
  if (bytes < 1e7) return `${(Math.ceil(bytes / 1e5) / 10).toFixed(1)} MB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
