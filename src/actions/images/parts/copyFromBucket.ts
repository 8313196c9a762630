import { createHash } from "node:crypto";
import pLimit from "p-limit";
import { Failure } from "../../../contract/failure.ts";
import { hashStored } from "../../../storage/hashStored.ts";
import type { ReadableStorage, Storage } from "../../../storage/storage.ts";

/** Objects copied in parallel: a distant bucket answers several in the time of one. */
const atOnce = 8;

/**
 * Copies objects to the same keys in a storage. Each is streamed in pieces, then read back and compared.
 *
 * @returns why objects could not be copied, by path
 * @throws Failure `unavailable` where the bucket or the storage does not answer, or stores something else; `disk-full`
 */
export async function copyFromBucket(input: {
  from: ReadableStorage;
  to: Storage;
  paths: readonly string[];
  signal?: AbortSignal | undefined;
}): Promise<Map<string, string>> {
  const { from, to, paths, signal } = input;
  const refused = new Map<string, string>();
  const run = pLimit(atOnce);
  let failed: { error: unknown } | undefined;
  const copy = async (path: string) => {
    if (failed) return;
    try {
      signal?.throwIfAborted();
      if (!(await copyOne(from, to, path)))
        refused.set(path, "There is no such object in the bucket any more. Put it back, or leave it out.");
    } catch (error) {
      failed ??= { error };
    }
  };
  await Promise.all(paths.map((path) => run(copy, path)));
  // Parallel copies have ended, too: nothing is written after the import has failed.
  if (failed) throw (failed as { error: unknown }).error;
  return refused;
}

/** @returns whether there is such an object */
async function copyOne(from: ReadableStorage, to: Storage, path: string): Promise<boolean> {
  const opened = await from.open(path);
  if (!opened) return false;
  const hash = createHash("sha256");
  const pieces = async function* () {
    for await (const piece of opened.stream) {
      hash.update(piece);
      yield piece as Uint8Array;
    }
  };
  try {
    await to.put(path, pieces());
  } finally {
    opened.stream.destroy();
  }
  if ((await hashStored(to, path)) !== hash.digest("hex"))
    throw new Failure(
      "unavailable",
      `${to.locationOf(path)} was stored otherwise than ${from.locationOf(path)} was read. Look whether its disk is all right, and import again.`,
    );
  return true;
}
