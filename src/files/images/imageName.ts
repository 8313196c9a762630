import { plainText } from "../text/plainText.ts";
import { nameOfAddress } from "./nameOfAddress.ts";

/** Matches names that need changing: most do not, and a file has millions. */
const odd = /\\|^\s|\s$|\s\/|\/\s|\/\.?\/|^\.\//;

/**
 * The one form in which names of images are compared: Unicode NFC, with "/" between the parts (Windows writes "\\", and
 * files with it in their names are refused), without parts that are empty or "." ("./photos//a.jpg" is "photos/a.jpg"),
 * and without white space around a part (tables have " a.jpg" after a comma). A web address becomes the name that an
 * import from there gives its image. Whatever reads an image's name from a file, a list or a folder brings it into this
 * form; files of one folder that have the same form are refused.
 *
 * @see docs/file-formats.md, image key
 */
export function imageName(written: string): string {
  const plain = written.normalize("NFC");
  if (!odd.test(plain)) return plain;
  const name = (nameOfAddress(plain) ?? plain).normalize("NFC");
  const parts = name.replaceAll("\\", "/").split("/").map(plainText);
  // An absolute path begins with an empty part, and a folder's path may end with one.
  const isKept = (part: string, at: number) =>
    part === "" ? at === 0 || at === parts.length - 1 : part !== "." || parts.length === 1;
  return parts.filter(isKept).join("/");
}
