import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { checkKey, isKey } from "../isKey.ts";
import type { LocalFile, OpenedBytes, Storage, StoredState } from "../storage.ts";

interface Stored {
  content: Buffer;
  modifiedAt: Date;
}

/** A storage without a disk: what works with it needs none. */
export const memoryStorage = (): Storage => new MemoryStorage(new Map(), "");

class MemoryStorage implements Storage {
  readonly #stored: Map<string, Stored>;
  readonly #prefix: string;

  constructor(stored: Map<string, Stored>, prefix: string) {
    this.#stored = stored;
    this.#prefix = prefix;
  }

  locationOf(key: string): string {
    return `memory:${this.#prefix}${key}`;
  }

  async isThere(): Promise<boolean> {
    return this.#prefix === "" || this.#keys("").length > 0;
  }

  async stat(key: string): Promise<StoredState | undefined> {
    const found = this.#find(key);
    return found && { bytes: found.content.length, modifiedAt: found.modifiedAt };
  }

  async open(key: string, range?: { first: number; last: number }): Promise<OpenedBytes | undefined> {
    const found = this.#find(key);
    if (!found) return undefined;
    const { content, modifiedAt } = found;
    const wanted = range ? content.subarray(range.first, range.last + 1) : content;
    return { bytes: content.length, modifiedAt, stream: Readable.from(wanted.length > 0 ? [wanted] : []) };
  }

  async *list(folder: string, leaveOut: (key: string) => boolean = () => false): AsyncGenerator<string> {
    for (const key of this.#keys(folder)) {
      const parts = key.split("/");
      const ways = parts.map((_, at) => parts.slice(0, at + 1).join("/"));
      if (!ways.some((way) => way.length > folder.length && leaveOut(way))) yield key;
    }
  }

  async localFile(key: string): Promise<LocalFile | undefined> {
    const found = this.#find(key);
    if (!found) return undefined;
    const folder = await mkdtemp(join(tmpdir(), "multilabelfy-"));
    const path = join(folder, basename(key));
    await writeFile(path, found.content);
    return { path, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  }

  within(folder: string): Storage {
    checkKey(folder);
    return new MemoryStorage(this.#stored, `${this.#prefix}${folder}/`);
  }

  async put(
    key: string,
    pieces: AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>,
  ): Promise<void> {
    checkKey(key);
    const read: Buffer[] = [];
    for await (const piece of pieces) read.push(Buffer.from(piece as Uint8Array));
    this.#stored.set(this.#prefix + key, { content: Buffer.concat(read), modifiedAt: new Date() });
  }

  async copyIn(
    files: readonly { key: string; path: string }[],
    { move = false }: { move?: boolean } = {},
  ): Promise<Map<string, string>> {
    const refused = new Map<string, string>();
    for (const { key, path } of files) {
      const content = await readFile(path).catch(() => undefined);
      if (content) await this.put(key, [content]);
      else refused.set(key, "It cannot be copied.");
      if (content && move) await rm(path);
    }
    return refused;
  }

  async remove(key: string): Promise<void> {
    checkKey(key);
    this.#stored.delete(this.#prefix + key);
  }

  async removeAll(keep: (key: string) => boolean = () => false): Promise<void> {
    for (const key of this.#keys("")) if (!keep(key)) this.#stored.delete(this.#prefix + key);
  }

  scratchFolder(): string {
    return join(tmpdir(), "multilabelfy-scratch", this.#prefix);
  }

  keyOf(): undefined {}

  #find(key: string): Stored | undefined {
    return isKey(key) ? this.#stored.get(this.#prefix + key) : undefined;
  }

  #keys(folder: string): string[] {
    const start = this.#prefix + (folder === "" ? "" : `${folder}/`);
    const found = [...this.#stored.keys()].filter((key) => key.startsWith(start));
    return found.map((key) => key.slice(this.#prefix.length)).sort();
  }
}
