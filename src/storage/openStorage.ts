import { join } from "node:path";
import { folderStorage } from "./folderStorage.ts";
import type { BucketAccess, BucketPlace } from "./s3/bucketAccess.ts";
import { s3Storage } from "./s3/s3Storage.ts";
import type { Storage } from "./storage.ts";

/** Where an installation keeps its bytes, and how it accesses other buckets. */
export interface StoragePlace {
  /** Without it, the data folder. */
  bucket?: BucketPlace | undefined;
  access: BucketAccess;
}

/** The storage of an installation. @param dataFolder also holds what must temporarily be a file */
export const openStorage = (dataFolder: string, { bucket, access }: StoragePlace): Storage =>
  bucket ? s3Storage(access, bucket, join(dataFolder, "scratch")) : folderStorage(dataFolder, access);
