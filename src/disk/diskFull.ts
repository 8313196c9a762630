import { Failure } from "../contract/failure.ts";
import { roomAt } from "./roomAt.ts";

/**
 * The message about a file without enough room: what is left on its disk, and what is needed.
 *
 * @param file absolute path, existing or not
 * @param needed bytes; undefined if known only at the end
 * @param left what was left when it failed, if something has been removed since
 */
export function diskFull(file: string, needed?: number, left = roomAt(file)): Failure {
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

/** Rounded up below 10 MB, so that what is needed is never shown as nothing. */
function size(bytes: number): string {
  if (bytes < 1e7) return `${(Math.ceil(bytes / 1e5) / 10).toFixed(1)} MB`;
  return bytes < 1e9 ? `${Math.round(bytes / 1e6)} MB` : `${(bytes / 1e9).toFixed(1)} GB`;
}
