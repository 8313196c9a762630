import { isAbsolute } from "node:path";
import { readOnlyFolder } from "./folderStorage.ts";
import { isBucketAddress, readBucketAddress } from "./s3/bucketAccess.ts";
import { readOnlyBucket } from "./s3/s3Storage.ts";
import type { ReadableStorage, Storage } from "./storage.ts";

/**
 * Where the files of an import root are read from: an absolute path is somebody's folder, s3:// a bucket, and
 * both stay theirs; anything else is part of the installation's own storage, which can move.
 */
export function openRoot(storage: Storage, path: string): ReadableStorage {
  const place = readBucketAddress(path);
  if (place) return readOnlyBucket(storage.buckets ?? usualAccess, place);
  return isAbsolute(path) ? readOnlyFolder(path) : storage.within(path);
}

const usualAccess = {};

/** How a folder of this machine, or a bucket's address, is stored as an import root. */
export const rootOf = (storage: Storage, folder: string): string =>
  isBucketAddress(folder) ? folder : (storage.keyOf(folder) ?? folder);
