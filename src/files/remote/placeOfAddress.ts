import { quoted } from "../fileFailure.ts";
import { manifestPath } from "../images/manifestPath.ts";
import { nameOfAddress } from "../images/nameOfAddress.ts";

/**
 * Where an image from the web is kept.
 *
 * @returns the path below the folder of such images; or why it is refused
 */
export function placeOfAddress(written: string): { path: string } | { refused: string } {
  const name = nameOfAddress(written);
  if (name === undefined)
    return {
      refused: `${quoted(written)} is no address, and others of the list are. Keep paths in a list of their own.`,
    };
  return manifestPath(name, "/");
}
