import { parseJson } from "./parseJson.ts";
import { readTextFile } from "./readTextFile.ts";

/**
 * The content of a JSON file, unchecked.
 *
 * @throws Failure those of `readTextFile` and `parseJson`
 */
export async function readJsonFile(file: string): Promise<unknown> {
  return parseJson(await readTextFile(file), file);
}
