import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Why nothing can be written at a place, be it there or not. The system is asked: what a library or a missing folder
 * gives as the reason is often another one.
 *
 * @param path absolute
 * @returns `disk` where the disk is mounted for reading only, `rights` where this program may not; undefined where it can
 */
export function findReadOnly(path: string): "disk" | "rights" | undefined {
  let place = path;
  while (!existsSync(place) && dirname(place) !== place) place = dirname(place);
  try {
    accessSync(place, constants.W_OK);
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EROFS" ? "disk" : "rights";
  }
}
