import { badRow } from "../fileFailure.ts";
import { readText } from "./readText.ts";

/** No table has longer lines; without a limit, one file could fill the memory. */
const longestLine = 64e6;

/**
 * Reads the lines of a text file, without their line breaks.
 *
 * @returns `row` counts from 1
 * @throws Failure those of `readText`; `bad-file` for a line of more than 64 million characters
 */
export async function* readTextLines(file: string): AsyncGenerator<{ row: number; line: string }> {
  let row = 1;
  let waiting: string[] = [];
  let length = 0;
  for await (const piece of readText(file)) {
    const lines = piece.split("\n");
    const rest = lines.pop()!;
    for (const line of lines) {
      waiting.push(line);
      yield { row: row++, line: waiting.join("").replace(/\r$/, "") };
      waiting = [];
      length = 0;
    }
    waiting.push(rest);
    length += rest.length;
    if (length > longestLine) throw badRow(file, row, "the line is too long. Does the file lack line ends?");
  }
  const last = waiting.join("").replace(/\r$/, "");
  if (last !== "") yield { row, line: last };
}
