import { isAbsolute } from "node:path";
import { readOnlyFolder } from "./folderStorage.ts";
import type { ReadableStorage, Storage } from "./storage.ts";

/**
 * Where the files of an import root are read from: an absolute path is a folder of somebody's, and stays theirs; any
 * other is a part of the installation's own storage, so that this can move.
 */
export const openRoot = (storage: Storage, path: string): ReadableStorage =>
  isAbsolute(path) ? readOnlyFolder(path) : storage.within(path);

/** How a folder of this machine is stored as an import root. */
export const rootOf = (storage: Storage, folder: string): string => storage.keyOf(folder) ?? folder;
