import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { Failure } from "../../../contract/failure.ts";
import type { Storage } from "../../../storage/storage.ts";
import { secretFile } from "../listDataFiles.ts";

/** File beside the staged ones that says which bucket was empty before an interrupted restore. */
const mark = "bucket";
/** How many files are stored before more are listed. */
const chunkSize = 1000;

/**
 * Removes from a bucket what an interrupted restore put there.
 *
 * @param staged the folder of that restore, if there was one
 * @throws Failure `already-exists` where the bucket holds something else
 */
export async function clearBucket(storage: Storage | undefined, staged: string): Promise<void> {
  if (!storage?.bucket) return;
  const place = storage.locationOf("");
  const ours = await readFile(join(staged, mark), "utf8").catch(() => undefined);
  if (ours === place) return storage.removeAll();
  for await (const key of storage.list("")) {
    throw new Failure(
      "already-exists",
      `${place} is not empty: it holds ${key}. A backup is restored into an empty place only; set MULTILABELFY_S3_PREFIX to another.`,
    );
  }
}

export async function markBucket(storage: Storage | undefined, staged: string): Promise<void> {
  if (storage?.bucket) await writeFile(join(staged, mark), storage.locationOf(""));
}

/**
 * Moves restored files to where the storage keeps them; the secret stays. If interrupted, the next run moves the rest.
 * @throws Failure those of `copyIn`
 */
export async function moveToBucket(
  folder: string,
  storage: Storage | undefined,
  signal?: AbortSignal,
): Promise<void> {
  if (!storage?.bucket) return;
  if (!existsSync(folder)) return;
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, key: relative(folder, path).split(sep).join("/") }))
    .filter(({ key }) => key !== secretFile);
  for (let first = 0; first < files.length; first += chunkSize) {
    signal?.throwIfAborted();
    const [refused] = await storage.copyIn(files.slice(first, first + chunkSize), { move: true });
    if (refused) throw new Failure("bad-file", `${refused[0]}: ${refused[1]}`);
  }
  for (const name of await readdir(folder))
    if (name !== secretFile) await rm(join(folder, name), { recursive: true });
}
