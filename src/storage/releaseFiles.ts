import type { LocalFile } from "./storage.ts";

/** Says of files of this machine that they are not read any more. */
export async function releaseFiles(files: readonly (LocalFile | undefined)[]): Promise<void> {
  await Promise.all(files.map((file) => file?.[Symbol.asyncDispose]()));
}
