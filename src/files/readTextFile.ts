import { readFile } from "node:fs/promises";
import { Failure } from "../contract/failure.ts";

/**
 * Reads a UTF-8 text file, without its byte order mark.
 *
 * @throws Failure `not-found`, `bad-file` if it is a folder or not UTF-8
 */
export async function readTextFile(file: string): Promise<string> {
  const bytes = await readFile(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") throw new Failure("not-found", `There is no file ${file}. Check the path.`);
    if (error.code === "EISDIR") throw new Failure("bad-file", `${file} is a folder. Name a file.`);
    throw error;
  });
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Failure("bad-file", `${file} is not UTF-8 text. Save it as UTF-8 and try again.`);
  }
}
