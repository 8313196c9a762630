import { Failure } from "../contract/failure.ts";

const longestQuote = 60;

/** Text from a file, quoted for a message; long text is shortened to its beginning. */
export function quoted(text: string): string {
  const letters = Array.from(text.slice(0, 2 * longestQuote + 2));
  return letters.length <= longestQuote
    ? JSON.stringify(text)
    : `${JSON.stringify(`${letters.slice(0, longestQuote).join("")} ...`)} (${text.length} characters)`;
}

/** The same for a JSON value. */
export const quotedValue = (value: unknown): string =>
  typeof value === "string" ? quoted(value) : shortened(JSON.stringify(value) ?? String(value));

/** The beginning of a text that is too long for a message. */
function shortened(text: string): string {
  return text.length <= longestQuote ? text : `${text.slice(0, longestQuote)} ...`;
}

/** The first of many, and how many more there are. */
export function listed(texts: readonly string[], max = 10): string {
  const more = texts.length - max;
  return texts.slice(0, max).map(shortened).join(", ") + (more > 0 ? ` and ${more} more` : "");
}

export const badFile = (file: string, message: string): Failure =>
  new Failure("bad-file", `${file}: ${message}`);

/** @param row as a spreadsheet counts: the header of a CSV is row 1 */
export const badRow = (file: string, row: number, message: string): Failure =>
  new Failure("bad-file", `${file}, row ${row}: ${message}`, { row });

/** Why a file could not be opened, for a person; any other error as it is. */
export function explainOpening(error: unknown, file: string): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === "ENOENT" || code === "ENOTDIR")
    return new Failure("not-found", `There is no file ${file}. Check the path.`);
  if (code === "EISDIR") return new Failure("bad-file", `${file} is a folder. Name a file.`);
  if (code === "EACCES" || code === "EPERM")
    return new Failure("bad-file", `${file} may not be read. Give this program the right to read it.`);
  return error;
}
