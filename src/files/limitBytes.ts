import { Failure } from "../contract/failure.ts";

/**
 * Aborts a stream that is longer than allowed.
 *
 * @param advice what to do instead
 * @returns a stage that passes pieces on; it @throws Failure `too-large`
 */
export const limitBytes = (maxBytes: number, advice: string) =>
  async function* (chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new Failure("too-large", `At most ${maxBytes / 2 ** 20} MB are taken at once. ${advice}`);
      yield chunk;
    }
  };
