import { extname } from "node:path";
import { Failure } from "../../contract/failure.ts";
import { readFileChunks } from "./readFileChunks.ts";
import { readNpzArray } from "./readNpzArray.ts";

/**
 * The bytes of a NumPy array of embeddings, a row per image, a piece at a time.
 *
 * @param array of a .npz file: which array
 * @throws Failure `wrong-usage` for another format, and for a name of an array where there is one alone
 */
export function openEmbeddings(file: string, array: string | undefined): AsyncIterable<Uint8Array> {
  const extension = extname(file).toLowerCase();
  if (extension === ".npz") return readNpzArray(file, array);
  if (extension !== ".npy") {
    throw new Failure(
      "wrong-usage",
      `${file} ends in neither .npy nor .npz. Save embeddings as a NumPy array with a row per image.`,
    );
  }
  if (array !== undefined) throw new Failure("wrong-usage", `${file} is a single array: leave out --array.`);
  return readFileChunks(file);
}
