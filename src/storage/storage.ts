import type { Readable } from "node:stream";
import type { BucketAccess, BucketPlace } from "./s3/bucketAccess.ts";

/** What is known of stored bytes without reading them. */
export interface StoredState {
  bytes: number;
  modifiedAt: Date;
}

/** Stored bytes that are being read. Whoever opened them reads the stream to its end, or destroys it. */
export interface OpenedBytes extends StoredState {
  stream: Readable;
}

/** Where bytes are stored. */
export interface Stored {
  storage: ReadableStorage;
  key: string;
}

/** A file of this machine with stored bytes, whole, until it is disposed of. */
export interface LocalFile extends AsyncDisposable {
  /** Absolute. */
  path: string;
}

/**
 * Bytes by key: what is read of a storage. A key is a path with "/" ("files/PROJECT/guideline/HASH.jpg"); one that would
 * lead out of the storage (absolute, with an empty part, "." or "..") names nothing.
 */
export interface ReadableStorage {
  /** Where a key's bytes are, or would be, as people see it: a path, an address. Of "": where the storage is. */
  locationOf(key: string): string;
  /** Whether the place itself is there: of a disk that is not mounted nobody should say that its files are missing. */
  isThere(): Promise<boolean>;
  /** Undefined where nothing is stored. */
  stat(key: string): Promise<StoredState | undefined>;
  /**
   * @param range the first and the last byte that are wanted, counted from 0; by default all
   * @returns undefined where nothing is stored
   */
  open(key: string, range?: { first: number; last: number }): Promise<OpenedBytes | undefined>;
  /**
   * The keys that begin with a folder ("": all of them), parts of them in order. What comes or goes meanwhile is listed or
   * not; what is not whole yet is not. Of a bucket, names that are no keys are listed too: nothing else can be done with them.
   *
   * @param leaveOut is asked of each key, and of each part of keys up to a "/": nothing below is looked for
   */
  list(folder: string, leaveOut?: (key: string) => boolean): AsyncGenerator<string>;
  /**
   * For code that needs a path: a runtime, a library. It is only read from.
   *
   * @returns undefined where nothing is stored. What is there need not be a file that can be read
   */
  localFile(key: string): Promise<LocalFile | undefined>;
  /** What is stored below a folder, by shorter keys. Where links exist, one that leads out of it leads nowhere. */
  within(folder: string): ReadableStorage;
}

/**
 * Bytes that belong to a project or an installation. What was stored is whole and on the disk, its name as well, or it is
 * not there at all.
 */
export interface Storage extends ReadableStorage {
  /** How buckets are reached that import roots name; without it, as the AWS SDK finds out. */
  readonly buckets?: BucketAccess | undefined;
  /** The bucket in which it lies, if it does. */
  readonly bucket?: BucketPlace | undefined;
  /**
   * Stores bytes, in the place of those that the key had.
   *
   * @throws Failure `disk-full`; `unavailable` where nothing may be written
   */
  put(key: string, pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>): Promise<void>;
  /**
   * Stores files of this machine: several at once, because that is faster than one after the other.
   *
   * @param options.move the files are not needed any more where they are
   * @returns by key, why files that cannot be read were not stored
   * @throws Failure those of `put`
   */
  copyIn(
    files: readonly { key: string; path: string }[],
    options?: { move?: boolean },
  ): Promise<Map<string, string>>;
  /** What is not there needs no removal. */
  remove(key: string): Promise<void>;
  /** Removes everything, also what was never whole. @param keep is asked of each key */
  removeAll(keep?: (key: string) => boolean): Promise<void>;
  /** A folder of this machine, be it there or not, in which files can be made that are moved in afterwards. */
  scratchFolder(): string;
  /** The key of a folder of this machine that lies in the storage; undefined for any other. */
  keyOf(path: string): string | undefined;
  within(folder: string): Storage;
}
