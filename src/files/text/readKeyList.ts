import { badFile, badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { plainText } from "./plainText.ts";
import { readTextLines } from "./readTextLines.ts";

/**
 * Reads a list of image keys: a text file with one per line. Blank lines and white space around a key are ignored; a
 * first line `image` is a header.
 *
 * @param nameOf turns a line into a key; by default into the form in which names of images are compared
 * @throws Failure those of `readTextLines`; `bad-file` for a repeated key, and for a list without keys
 */
export async function readKeyList(
  file: string,
  nameOf: (written: string) => string = imageName,
): Promise<string[]> {
  const rowOf = new Map<string, number>();
  for await (const { row, line } of readTextLines(file)) {
    const key = nameOf(plainText(line).replace(/^"(.*)"$/, "$1"));
    if (key === "" || (rowOf.size === 0 && key === "image")) continue;
    const earlier = rowOf.get(key);
    if (earlier !== undefined) {
      throw badRow(file, row, `the image ${quoted(key)} is in row ${earlier} already. Keep one.`);
    }
    rowOf.set(key, row);
  }
  if (rowOf.size === 0) throw badFile(file, "it names no image. Write an image key on each line.");
  return [...rowOf.keys()];
}
