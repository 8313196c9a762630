import { randomUUID } from "node:crypto";
import { access, constants, copyFile, open, opendir, rename, rm, rmdir, stat } from "node:fs/promises";
import { dirname, join, relative, sep } from "node:path";
import { Readable } from "node:stream";
import pLimit from "p-limit";
import { Failure } from "../contract/failure.ts";
import { explainWriting } from "../files/explainWriting.ts";
import { isInside, resolveInside } from "../files/resolveInside.ts";
import { makeFolder, syncFile, syncFolder } from "../files/syncFiles.ts";
import { writeFileWhole } from "../files/writeFileWhole.ts";
import { checkKey, isKey } from "./isKey.ts";
import type { BucketAccess } from "./s3/bucketAccess.ts";
import type { LocalFile, OpenedBytes, ReadableStorage, Storage, StoredState } from "./storage.ts";

/** Files being written, or whose writer was killed. People name images, so the pattern is one that no name has. */
const unfinished = /\.[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.tmp$|^models\/[^/]+\.part$/;

/** Number of files copied in parallel: a disk syncs several at once faster than one by one. */
const atOnce = 8;

/** A folder of this program's own. Parts of it may be links to another disk. */
export const folderStorage = (root: string, buckets?: BucketAccess): Storage =>
  new FolderStorage(root, false, buckets);

/** Somebody's folder, which is only read. Links that lead out of it are not followed. */
export const readOnlyFolder = (root: string): ReadableStorage => new FolderStorage(root, true);

class FolderStorage implements Storage {
  readonly #root: string;
  readonly #isFenced: boolean;
  readonly buckets: BucketAccess | undefined;

  constructor(root: string, isFenced: boolean, buckets?: BucketAccess) {
    this.#root = root;
    this.#isFenced = isFenced;
    this.buckets = buckets;
  }

  locationOf(key: string): string {
    return key === "" ? this.#root : join(this.#root, key);
  }

  isThere(): Promise<boolean> {
    return exists(this.#root);
  }

  async stat(key: string): Promise<StoredState | undefined> {
    const path = await this.#find(key);
    const found = path === undefined ? undefined : await stat(path).catch(() => undefined);
    return found?.isFile() ? { bytes: found.size, modifiedAt: found.mtime } : undefined;
  }

  async open(key: string, range?: { first: number; last: number }): Promise<OpenedBytes | undefined> {
    const path = await this.#find(key);
    if (path === undefined) return undefined;
    // Opening a pipe would wait for its writer.
    const handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)).catch(unlessMissing);
    if (!handle) return undefined;
    try {
      const found = await handle.stat();
      const { size, mtime } = found;
      const [start, end] = [range?.first ?? 0, Math.min(range?.last ?? size, size - 1)];
      const state = { bytes: size, modifiedAt: mtime };
      if (found.isFile() && start <= end)
        return { ...state, stream: handle.createReadStream({ start, end }) };
      await handle.close();
      return found.isFile() ? { ...state, stream: Readable.from([]) } : undefined;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async *list(folder: string, leaveOut: (key: string) => boolean = () => false): AsyncGenerator<string> {
    if (folder !== "" && !isKey(folder)) return;
    const opened = await opendir(this.locationOf(folder)).catch(unlessMissing);
    if (!opened) return;
    const entries = await Array.fromAsync(opened);
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const key = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (unfinished.test(key) || leaveOut(key)) continue;
      const isPlain = entry.isFile() || entry.isDirectory();
      const found = isPlain ? entry : await stat(this.locationOf(key)).catch(() => undefined);
      if (found?.isDirectory()) yield* this.list(key, leaveOut);
      else if (found?.isFile()) yield key;
    }
  }

  async localFile(key: string): Promise<LocalFile | undefined> {
    const path = await this.#find(key);
    return path !== undefined && (await exists(path))
      ? { path, async [Symbol.asyncDispose]() {} }
      : undefined;
  }

  within(folder: string): Storage {
    checkKey(folder);
    return new FolderStorage(join(this.#root, folder), true);
  }

  async put(
    key: string,
    pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  ): Promise<void> {
    checkKey(key);
    const path = this.locationOf(key);
    try {
      await makeFolder(dirname(path));
    } catch (error) {
      throw explainWriting(error, path);
    }
    await writeFileWhole(path, pieces, { force: true });
  }

  async copyIn(
    files: readonly { key: string; path: string }[],
    { move = false }: { move?: boolean } = {},
  ): Promise<Map<string, string>> {
    for (const { key } of files) checkKey(key);
    const refused = new Map<string, string>();
    const folders = new Set<string>();
    const run = pLimit(atOnce);
    await Promise.all(
      files.map(({ key, path }) =>
        run(async () => {
          const target = this.locationOf(key);
          const reason = await copyOne(path, target, move);
          if (reason === undefined) folders.add(dirname(target));
          else refused.set(key, reason);
        }),
      ),
    );
    for (const folder of folders) await syncFolder(folder);
    return refused;
  }

  async remove(key: string): Promise<void> {
    checkKey(key);
    await rm(this.locationOf(key), { force: true });
  }

  async removeAll(keep?: (key: string) => boolean): Promise<void> {
    if (!keep) await rm(this.#root, { recursive: true, force: true });
    else await this.#removeBelow("", keep);
  }

  scratchFolder(): string {
    return this.#root;
  }

  keyOf(path: string): string | undefined {
    return isInside(this.#root, path) && path !== this.#root
      ? relative(this.#root, path).split(sep).join("/")
      : undefined;
  }

  /** The path of a key's file, which need not exist. */
  async #find(key: string): Promise<string | undefined> {
    if (!isKey(key)) return undefined;
    return this.#isFenced ? resolveInside(this.#root, key) : this.locationOf(key);
  }

  /** @returns whether the folder is gone */
  async #removeBelow(folder: string, keep: (key: string) => boolean): Promise<boolean> {
    let left = 0;
    const opened = await opendir(this.locationOf(folder)).catch(unlessMissing);
    if (!opened) return true;
    const entries = await Array.fromAsync(opened);
    for (const entry of entries) {
      const key = folder === "" ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) left += (await this.#removeBelow(key, keep)) ? 0 : 1;
      else if (keep(key)) left++;
      else await rm(this.locationOf(key), { force: true });
    }
    if (left === 0) await rmdir(this.locationOf(folder));
    return left === 0;
  }
}

/** @returns why a file that cannot be read was not copied */
async function copyOne(path: string, target: string, move: boolean): Promise<string | undefined> {
  const unfinished = `${target}.${randomUUID()}.tmp`;
  try {
    await makeFolder(dirname(target));
    await (move ? rename(path, unfinished) : copyFile(path, unfinished));
    await syncFile(unfinished);
    await rename(unfinished, target);
    return undefined;
  } catch (error) {
    const { code = "" } = error as NodeJS.ErrnoException;
    const needed = await stat(path).then(
      ({ size }) => size,
      () => undefined,
    );
    const isReadable =
      move ||
      (await access(path, constants.R_OK).then(
        () => true,
        () => false,
      ));
    await rm(unfinished, { force: true }).catch(() => {});
    const explained = explainWriting(error, target, needed);
    if (explained instanceof Failure && isReadable) throw explained;
    if (explained instanceof Failure) {
      return "It may not be read. Give this program the right to, and try again.";
    }
    return `It cannot be copied (${code}). Look whether its disk is all right, and try again.`;
  }
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false,
  );

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error;
}
