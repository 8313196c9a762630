import type { LocalFile } from "./storage.ts";

/** Marks local files as no longer read. */
export async function releaseFiles(files: readonly (LocalFile | undefined)[]): Promise<void> {
  await Promise.all(files.map((file) => file?.[Symbol.asyncDispose]()));
}
