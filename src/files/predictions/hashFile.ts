import { createHash } from "node:crypto";
import { readFileChunks } from "./readFileChunks.ts";

/** The SHA-256 of a stream of bytes. */
export async function hashChunks(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
}

export const hashFile = (file: string): Promise<string> => hashChunks(readFileChunks(file));
