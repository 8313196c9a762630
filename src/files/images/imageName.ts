import { plainText } from "../text/plainText.ts";
import { nameOfAddress } from "./nameOfAddress.ts";

/** What is not as it should be: most names are, and a file has millions. */
const odd = /\\|^\s|\s$|\s\/|\/\s|\/\.?\/|^\.\//;

/**
 * The one form in which names of images are compared: Unicode NFC, with "/" between the parts (Windows writes "\\", and
 * files that have it in their names are refused), without parts that are empty or "." ("./photos//a.jpg" is
 * "photos/a.jpg"), and without white space around a part (tables have " a.jpg" after a comma). An address of the web is called as an import from there calls its image. Whatever reads an image's
 * name from a file, a list or a folder brings it into this form; files of one folder that differ in nothing else are
 * refused.
 *
 * @see docs/file-formats.md, image key
 */
export function imageName(written: string): string {
  const plain = written.normalize("NFC");
  if (!odd.test(plain)) return plain;
  const name = (nameOfAddress(plain) ?? plain).normalize("NFC");
  const parts = name.replaceAll("\\", "/").split("/").map(plainText);
  // An absolute path begins with an empty part, and a folder's may end with one.
  const isKept = (part: string, at: number) =>
    part === "" ? at === 0 || at === parts.length - 1 : part !== "." || parts.length === 1;
  return parts.filter(isKept).join("/");
}
