import { createReadStream } from "node:fs";
import { Failure } from "../../contract/failure.ts";

/**
 * Reads a file's bytes, a piece at a time.
 *
 * @param onBytes also called with each piece
 * @throws Failure `not-found`, `bad-file` for a folder
 */
export async function* readFileChunks(
  file: string,
  onBytes?: (bytes: Uint8Array) => void,
): AsyncGenerator<Uint8Array> {
  const stream = createReadStream(file, { highWaterMark: 1 << 18 });
  try {
    for await (const chunk of stream) {
      onBytes?.(chunk as Uint8Array);
      yield chunk as Uint8Array;
    }
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "ENOENT") throw new Failure("not-found", `There is no file ${file}. Check the path.`);
    if (code === "EISDIR") throw new Failure("bad-file", `${file} is a folder. Name a file.`);
    throw error;
  } finally {
    stream.destroy();
  }
}
