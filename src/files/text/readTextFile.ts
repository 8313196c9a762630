import { badFile } from "../fileFailure.ts";
import { readText } from "./readText.ts";

/** The most that is read at once; larger files are read in pieces or refused. */
const longestText = 256e6;

/**
 * Reads a whole text file, without its byte order mark.
 *
 * @throws Failure those of `readText`; `bad-file` for more than 256 million characters
 */
export async function readTextFile(file: string): Promise<string> {
  const pieces: string[] = [];
  let length = 0;
  for await (const piece of readText(file)) {
    length += piece.length;
    if (length > longestText) {
      throw badFile(
        file,
        `it is too long: at most ${longestText / 1e6} million characters are read at once.`,
      );
    }
    pieces.push(piece);
  }
  return pieces.join("");
}
