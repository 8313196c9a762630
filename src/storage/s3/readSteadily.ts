import { isOfConnection } from "./explainS3.ts";

/**
 * The bytes of an object despite broken connections: one that breaks off is reopened where it
 * stopped, up to a limit.
 *
 * @param first the stream already open
 * @param reopen opens the same object again, without its first bytes
 */
export async function* readSteadily(
  first: AsyncIterable<Uint8Array>,
  reopen: (skipped: number) => Promise<AsyncIterable<Uint8Array>>,
  attempts: number,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for (let attempt = 1, bytes = first; ; attempt++) {
    try {
      for await (const piece of bytes) {
        read += piece.byteLength;
        yield piece;
      }
      return;
    } catch (error) {
      if (attempt >= attempts || !isOfConnection(error)) throw error;
    }
    bytes = await reopen(read);
  }
}
