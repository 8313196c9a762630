import type { Readable } from "node:stream";
import type { BucketAccess, BucketPlace } from "./s3/bucketAccess.ts";

/** What is known about stored bytes without reading them. */
export interface StoredState {
  bytes: number;
  modifiedAt: Date;
}

/** Stored bytes being read. Whoever opens them must read the stream to its end or destroy it. */
export interface OpenedBytes extends StoredState {
  stream: Readable;
}

/** Where bytes are stored. */
export interface Stored {
  storage: ReadableStorage;
  key: string;
}

/** A complete local file with stored bytes, until it is disposed of. */
export interface LocalFile extends AsyncDisposable {
  /** Absolute. */
  path: string;
}

/**
 * Bytes by key: the reading half of a storage. A key is a path with "/" ("files/PROJECT/guideline/HASH.jpg"); one that
 * would lead out of the storage (absolute, with an empty part, "." or "..") names nothing.
 */
export interface ReadableStorage {
  /** Where a key's bytes are, or would be, for people: a path or an address. For "": where the storage is. */
  locationOf(key: string): string;
  /** Whether the place itself is there: if a disk is not mounted, its files must not be reported as missing. */
  isThere(): Promise<boolean>;
  /** Undefined if nothing is stored. */
  stat(key: string): Promise<StoredState | undefined>;
  /**
   * @param range the first and last byte wanted, counted from 0; all by default
   * @returns undefined if nothing is stored
   */
  open(key: string, range?: { first: number; last: number }): Promise<OpenedBytes | undefined>;
  /**
   * The keys that begin with a folder ("": all of them), parts of them in order. What comes or goes meanwhile is listed
   * or not; what is not whole yet is not. Of a bucket, names that are no keys are listed too: nothing else can be done
   * with them.
   *
   * @param leaveOut is asked of each key, and of each part of keys up to a "/": nothing below is looked for
   */
  list(folder: string, leaveOut?: (key: string) => boolean): AsyncGenerator<string>;
  /**
   * For code that needs a path: a runtime, a library. It must only be read.
   *
   * @returns undefined if nothing is stored. What is there need not be a file that can be read
   */
  localFile(key: string): Promise<LocalFile | undefined>;
  /** What is stored below a folder, by shorter keys. Where links exist, one that leads out of it leads nowhere. */
  within(folder: string): ReadableStorage;
}

/**
 * Bytes that belong to a project or an installation. What was stored is whole and on the disk, its name as well, or it
 * is not there at all.
 */
export interface Storage extends ReadableStorage {
  /** How buckets are reached that import roots name; without it, as the AWS SDK finds out. */
  readonly buckets?: BucketAccess | undefined;
  /** The bucket in which it lies, if it does. */
  readonly bucket?: BucketPlace | undefined;
  /**
   * Stores bytes, replacing those that the key had.
   *
   * @throws Failure `disk-full`; `unavailable` if nothing may be written
   */
  put(key: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void>;
  /**
   * Stores local files, several at once because that is faster than one by one.
   *
   * @param options.move whether the files are no longer needed where they are
   * @returns for each key whose file cannot be read, why it was not stored
   * @throws Failure those of `put`
   */
  copyIn(
    files: readonly { key: string; path: string }[],
    options?: { move?: boolean },
  ): Promise<Map<string, string>>;
  /** Does nothing if the key is not there. */
  remove(key: string): Promise<void>;
  /** Removes everything, incomplete files included. @param keep decides for each key */
  removeAll(keep?: (key: string) => boolean): Promise<void>;
  /** A local folder, existing or not, in which files to be moved in later can be made. */
  scratchFolder(): string;
  /** The key of a local folder inside the storage; undefined for any other. */
  keyOf(path: string): string | undefined;
  within(folder: string): Storage;
}
