import { badFile, badRow, quoted } from "../fileFailure.ts";
import { imageName } from "../images/imageName.ts";
import { plainText } from "./plainText.ts";
import { readTextLines } from "./readTextLines.ts";

/**
 * Reads a list of image keys: a text file with one on each line. Blank lines, and white space around a key, mean
 * nothing; a line `image` at the top is a header.
 *
 * @param nameOf how a line is a key; by default as names of images are compared
 * @throws Failure those of `readTextLines`; `bad-file` for a key that comes twice, and for a list without keys
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
