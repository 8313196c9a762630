import { accessSync, constants, existsSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Why nothing can be written at a place, existing or not. The system is asked: the reason given by a library or a
 * missing folder is often another one.
 *
 * @param path absolute
 * @returns `disk` if the disk is mounted read-only, `rights` if this program lacks the rights; undefined if it can
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
