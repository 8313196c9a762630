import { once } from "node:events";

/** Writes to stdout no faster than it is read. */
export async function writeToStdout(pieces: AsyncIterable<string | Uint8Array>): Promise<void> {
  for await (const piece of pieces) {
    if (!process.stdout.write(piece)) await once(process.stdout, "drain");
  }
}
