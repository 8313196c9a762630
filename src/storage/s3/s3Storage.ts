import { randomUUID } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { access, constants, mkdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pLimit from "p-limit";
import { explainWriting } from "../../files/explainWriting.ts";
import { checkKey, isKey } from "../isKey.ts";
import type { LocalFile, OpenedBytes, ReadableStorage, Storage, StoredState } from "../storage.ts";
import { type BucketAccess, type BucketPlace, bucketAddress } from "./bucketAccess.ts";
import { explainS3, isBeyondEnd, isMissing } from "./explainS3.ts";
import { readSteadily } from "./readSteadily.ts";
import { type LoadedClient, loadClient, usualPatience } from "./s3Client.ts";

/** Number of parallel requests: a distant server answers many in the time of one. */
const atOnce = 16;
/** Larger objects are stored in parts of at least this size, and appear once all parts are there. */
const partSize = 8 * 2 ** 20;

/**
 * A place in a bucket of this program's own.
 *
 * @param scratch a local folder for what must temporarily be a file
 */
export const s3Storage = (access: BucketAccess, place: BucketPlace, scratch: string): Storage =>
  new S3Storage({ access, place, scratch, isOwn: true }, "");

/** A place in somebody's bucket, which is only read. */
export const readOnlyBucket = (access: BucketAccess, place: BucketPlace): ReadableStorage =>
  new S3Storage({ access, place, scratch: join(tmpdir(), "multilabelfy"), isOwn: false }, "");

interface Bucket {
  access: BucketAccess;
  place: BucketPlace;
  scratch: string;
  /** Whether it is the installation's own, so that an empty place is no missing one. */
  isOwn: boolean;
}

class S3Storage implements Storage {
  readonly #bucket: Bucket;
  /** "" or "files/p/": prefix of keys, after the place's own prefix. */
  readonly #inside: string;

  constructor(bucket: Bucket, inside: string) {
    this.#bucket = bucket;
    this.#inside = inside;
  }

  get buckets(): BucketAccess {
    return this.#bucket.access;
  }

  get bucket(): BucketPlace {
    return this.#bucket.place;
  }

  locationOf(key: string): string {
    return `${bucketAddress(this.#bucket.place)}/${this.#inside}${key}`.replace(/\/$/, "");
  }

  async isThere(): Promise<boolean> {
    if (this.#inside !== "" || this.#bucket.place.prefix !== "") {
      for await (const page of this.#pages("")) if (page.length > 0) return true;
      if (this.#inside !== "" || !this.#bucket.isOwn) return false;
    }
    const find = ({ sdk, client }: LoadedClient) => client.send(new sdk.HeadBucketCommand(this.#target()));
    return (await this.#find(find)) !== undefined;
  }

  async stat(key: string): Promise<StoredState | undefined> {
    if (!isKey(key)) return undefined;
    const found = await this.#find(
      ({ sdk, client }) => client.send(new sdk.HeadObjectCommand(this.#object(key))),
      key,
    );
    return found && { bytes: found.ContentLength ?? 0, modifiedAt: found.LastModified ?? new Date(0) };
  }

  async open(key: string, range?: { first: number; last: number }): Promise<OpenedBytes | undefined> {
    if (!isKey(key)) return undefined;
    const from = range?.first ?? 0;
    const get = (first: number, etag?: string) =>
      this.#find(
        ({ sdk, client }) =>
          client.send(
            new sdk.GetObjectCommand({
              ...this.#object(key),
              ...(range || first > 0 ? { Range: `bytes=${first}-${range?.last ?? ""}` } : {}),
              ...(etag ? { IfMatch: etag } : {}),
            }),
          ),
        key,
      );
    try {
      const found = await get(from);
      if (!found?.Body) return undefined;
      const { ContentRange, ContentLength = 0, LastModified = new Date(0), ETag } = found;
      const { attempts } = this.#bucket.access.patience ?? usualPatience;
      const reopen = async (skipped: number) => {
        const again = await get(from + skipped, ETag);
        if (!again?.Body) throw new Error(`${this.locationOf(key)} went while it was read.`);
        return again.Body as Readable;
      };
      const bytes = readSteadily(found.Body as Readable, reopen, attempts);
      const total = /\/(\d+)$/.exec(ContentRange ?? "")?.[1];
      return {
        bytes: total === undefined ? ContentLength : Number(total),
        modifiedAt: LastModified,
        stream: this.#streamOf(bytes, found.Body as Readable, key),
      };
    } catch (error) {
      if (!isBeyondEnd(error)) throw error;
      const state = await this.stat(key);
      return state && { ...state, stream: Readable.from([]) };
    }
  }

  async *list(folder: string, leaveOut: (key: string) => boolean = () => false): AsyncGenerator<string> {
    if (folder !== "" && !isKey(folder)) return;
    const start = folder === "" ? "" : `${folder}/`;
    for await (const page of this.#pages(start)) {
      for (const key of page) {
        // Some programs represent an empty folder by a key that ends with "/".
        if (!key.endsWith("/") && !partsOf(key, start.length).some(leaveOut)) yield key;
      }
    }
  }

  async localFile(key: string): Promise<LocalFile | undefined> {
    const opened = await this.open(key);
    if (!opened) return undefined;
    const folder = join(this.#bucket.scratch, randomUUID());
    const remove = () => rm(folder, { recursive: true, force: true });
    const path = join(folder, basename(key));
    try {
      await mkdir(folder, { recursive: true });
      await pipeline(opened.stream, createWriteStream(path));
    } catch (error) {
      opened.stream.destroy();
      await remove();
      throw explainWriting(error, path, opened.bytes);
    }
    return { path, [Symbol.asyncDispose]: remove };
  }

  within(folder: string): Storage {
    checkKey(folder);
    return new S3Storage(this.#bucket, `${this.#inside}${folder}/`);
  }

  async put(
    key: string,
    pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  ): Promise<void> {
    checkKey(key);
    const { Upload } = await import("@aws-sdk/lib-storage");
    let broken: { error: unknown } | undefined;
    const body = Readable.from(
      toBuffers(pieces, (error) => {
        broken = { error };
      }),
      { objectMode: false },
    );
    try {
      await this.#ask(async ({ client }) => {
        const params = { ...this.#object(key), Body: body };
        await new Upload({ client, params, partSize, queueSize: 2 }).done();
      }, key);
    } catch (error) {
      // The error to report is why it broke off, not that its parts could not be discarded.
      throw broken ? (broken as { error: unknown }).error : error;
    } finally {
      body.destroy();
    }
  }

  async copyIn(
    files: readonly { key: string; path: string }[],
    { move = false }: { move?: boolean } = {},
  ): Promise<Map<string, string>> {
    for (const { key } of files) checkKey(key);
    const refused = new Map<string, string>();
    const run = pLimit(atOnce);
    await Promise.all(
      files.map(({ key, path }) =>
        run(async () => {
          const reason = await whyUnreadable(path);
          if (reason !== undefined) return refused.set(key, reason);
          await this.put(key, createReadStream(path));
          if (move) await rm(path);
        }),
      ),
    );
    return refused;
  }

  async remove(key: string): Promise<void> {
    checkKey(key);
    await this.#remove(key);
  }

  async removeAll(keep: (key: string) => boolean = () => false): Promise<void> {
    // One by one: not every server accepts a list, and none removes it atomically.
    const run = pLimit(atOnce);
    for await (const page of this.#pages(""))
      await Promise.all(page.filter((key) => !keep(key)).map((key) => run(() => this.#remove(key))));
  }

  scratchFolder(): string {
    // One per folder of keys, as on a disk: tidying one does not affect others.
    return join(this.#bucket.scratch, this.#inside);
  }

  keyOf(): undefined {}

  #target() {
    return { Bucket: this.#bucket.place.bucket };
  }

  get #prefix(): string {
    const { prefix } = this.#bucket.place;
    return (prefix === "" ? "" : `${prefix}/`) + this.#inside;
  }

  #object(key: string) {
    return { ...this.#target(), Key: this.#prefix + key };
  }

  #remove(key: string) {
    return this.#ask(({ sdk, client }) => client.send(new sdk.DeleteObjectCommand(this.#object(key))), key);
  }

  /** All keys with this prefix, in byte order, in the server's page size. */
  async *#pages(start: string): AsyncGenerator<string[]> {
    const prefix = this.#prefix;
    for (let token: string | undefined, isLast = false; !isLast; ) {
      const page = await this.#ask(({ sdk, client }) =>
        client.send(
          new sdk.ListObjectsV2Command({
            ...this.#target(),
            Prefix: prefix + start,
            ...(token === undefined ? {} : { ContinuationToken: token }),
          }),
        ),
      );
      yield (page.Contents ?? []).flatMap(({ Key }) => (Key ? [alone(Key.slice(prefix.length))] : []));
      token = page.NextContinuationToken;
      isLast = token === undefined;
    }
  }

  async #ask<Reply>(ask: (loaded: LoadedClient) => Promise<Reply>, key = ""): Promise<Reply> {
    try {
      return await ask(await loadClient(this.#bucket.access));
    } catch (error) {
      throw explainS3(error, this.locationOf(key));
    }
  }

  /** @returns undefined where what is asked for is not there */
  #find<Reply>(find: (loaded: LoadedClient) => Promise<Reply>, key = ""): Promise<Reply | undefined> {
    return this.#ask(
      (loaded) =>
        find(loaded).catch((error) => {
          if (isMissing(error)) return undefined;
          throw error;
        }),
      key,
    );
  }

  #streamOf(bytes: AsyncGenerator<Uint8Array>, opened: Readable, key: string): Readable {
    const explained = explainReading(bytes, (error) => explainS3(error, this.locationOf(key)));
    const stream = Readable.from(explained, { objectMode: false });
    // Even a stream that was never read has started a request.
    stream.once("close", () => opened.destroy());
    return stream;
  }
}

async function* explainReading(bytes: AsyncGenerator<Uint8Array>, explain: (error: unknown) => unknown) {
  try {
    yield* bytes;
  } catch (error) {
    throw explain(error);
  }
}

/** A copy of a text: a substring would keep the whole page of a listing in memory. */
const alone = (text: string): string => Buffer.from(text).toString();

/** "a/b/c": "a", "a/b" and itself, from a place on. */
function partsOf(key: string, from: number): string[] {
  const parts: string[] = [];
  for (let end = key.indexOf("/", from); end >= 0; end = key.indexOf("/", end + 1))
    parts.push(key.slice(0, end));
  return [...parts, key];
}

async function* toBuffers(
  pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  onError: (error: unknown) => void,
) {
  try {
    for await (const piece of pieces) yield Buffer.from(piece as Uint8Array);
  } catch (error) {
    onError(error);
    throw error;
  }
}

async function whyUnreadable(path: string): Promise<string | undefined> {
  const error = await access(path, constants.R_OK).then(
    () => undefined,
    (error: NodeJS.ErrnoException) => error,
  );
  if (!error) return undefined;
  return ["EACCES", "EPERM"].includes(error.code ?? "")
    ? "It may not be read. Give this program the right to, and try again."
    : `It cannot be copied (${error.code}). Look whether its disk is all right, and try again.`;
}
