import { createHash } from "node:crypto";
import type { ReadableStorage } from "./storage.ts";

/** The SHA-256 of stored bytes, in hexadecimal digits; undefined if nothing is stored. */
export async function hashStored(storage: ReadableStorage, key: string): Promise<string | undefined> {
  const opened = await storage.open(key);
  if (!opened) return undefined;
  const hash = createHash("sha256");
  for await (const chunk of opened.stream) hash.update(chunk);
  return hash.digest("hex");
}
