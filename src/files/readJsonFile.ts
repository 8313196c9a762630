import { Failure } from "../contract/failure.ts";
import { readTextFile } from "./readTextFile.ts";

/**
 * The content of a JSON file, unchecked.
 *
 * @throws Failure `not-found`, `bad-file` with the place of the mistake
 */
export async function readJsonFile(file: string): Promise<unknown> {
  const text = await readTextFile(file);
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure("bad-file", `${file} is not JSON: ${(error as Error).message}.`);
  }
}
