import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { sep } from "node:path";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type Entry, extract } from "tar-stream";
import type { ZodType } from "zod";
import {
  type BackupEnd,
  type BackupHeader,
  backupEnd,
  backupFormat,
  backupHeader,
  backupVersion,
  fileHash,
} from "../../contract/backup/backup.ts";
import { Failure } from "../../contract/failure.ts";
import { describeTables } from "../../db/sql/copy/describeTables.ts";
import type { StoredValue } from "../../db/sql/copy/openSnapshot.ts";
import { RowSum } from "../../db/sql/copy/rowSum.ts";
import { listMigrations } from "../../db/sql/listMigrations.ts";
import { nameMade } from "../../db/sql/migrate.ts";
import { explainOpening } from "../../files/fileFailure.ts";
import { followContent } from "../evaluation/describeInputs.ts";

/** What is done with the content of a backup, in its order. */
export interface BackupTarget {
  begin(header: BackupHeader): Promise<void>;
  rows(table: string, rows: StoredValue[][]): Promise<void>;
  /** @param path safe: relative, with "/", and never out of the folder */
  file(path: string, content: AsyncIterable<Buffer>): Promise<void>;
}

/** Maximum number of bytes of an entry that is read as a whole, also after unpacking. */
const maxBytes = 512e6;
const unzip = promisify(gunzip);

/**
 * Reads a backup to its end, and compares everything in it with its hashes.
 *
 * @throws Failure `bad-file` where it is damaged, truncated, not a backup, or of a newer version; `not-found`
 */
export async function readBackup(file: string, target: BackupTarget): Promise<BackupEnd> {
  const source = createReadStream(file);
  const archive = extract();
  let unread: Error | undefined;
  source.on("error", (error) => {
    unread = error;
    archive.destroy(error);
  });
  source.pipe(archive);
  /** Any error while the archive is read is the file's fault, however a library words it. */
  const explain = (error: unknown): unknown => {
    if (error instanceof Failure) return error;
    return unread ? explainOpening(unread, file) : damaged(file, "it breaks off, or its bytes were changed");
  };
  const reader = new Reader(file, target, explain);
  try {
    const entries = archive[Symbol.asyncIterator]();
    for (;;) {
      const { value: entry, done } = await entries.next().catch((error) => Promise.reject(explain(error)));
      if (done) return reader.finish();
      await reader.take(entry);
    }
  } finally {
    source.destroy();
    archive.destroy();
  }
}

const damaged = (file: string, how: string) =>
  new Failure(
    "bad-file",
    `${file} is damaged, or no backup: ${how.replace(/\.$/, "")}. Take another backup.`,
  );

class Reader {
  readonly #file: string;
  readonly #target: BackupTarget;
  /** Turns an error of the archive into one for people. */
  readonly #explain: (error: unknown) => unknown;
  #hasBegun = false;
  /** The tables that a backup of its version has. */
  #tables: string[] = [];
  #end: BackupEnd | undefined;
  readonly #digest = createHash("sha256");
  readonly #sums = new Map<string, RowSum>();
  /** Files whose hashes have not been read yet. */
  readonly #waiting = new Map<string, { bytes: number; sha256: string }>();
  #files = 0;
  #bytes = 0;

  constructor(file: string, target: BackupTarget, explain: (error: unknown) => unknown) {
    this.#file = file;
    this.#target = target;
    this.#explain = explain;
  }

  async take(entry: Entry): Promise<void> {
    const { name, type, size = 0 } = entry.header;
    if (type !== "file") throw damaged(this.#file, `“${name}” in it is no file`);
    if (this.#end) throw damaged(this.#file, `“${name}” comes after its end`);
    if (!this.#hasBegun) return this.#begin(name, entry);
    const [kind, ...rest] = name.split("/");
    if (kind === "files") return this.#takeFile(rest.join("/"), entry);
    if (size > maxBytes) throw damaged(this.#file, `“${name}” in it is too large`);
    const content = await this.#whole(entry);
    if (name !== "end.json") this.#digest.update(content);
    if (kind === "tables" && rest[0] !== undefined) return this.#takeRows(rest[0], content);
    if (kind === "hashes") return this.#takeHashes(content);
    if (name !== "end.json") throw damaged(this.#file, `nothing called “${name}” belongs into one`);
    this.#end = this.#parse(backupEnd, content.toString("utf8"));
  }

  async #begin(name: string, entry: Entry): Promise<void> {
    if (name !== "backup.json" || (entry.header.size ?? 0) > maxBytes) {
      throw damaged(this.#file, `it begins with “${name}”`);
    }
    const text = (await this.#whole(entry)).toString("utf8");
    this.#digest.update(text);
    const { version, format } = this.#parse(backupHeader.pick({ version: true, format: true }), text);
    if (format !== backupFormat) throw damaged(this.#file, "it begins otherwise");
    const header = version > backupVersion ? undefined : this.#parse(backupHeader, text);
    const known = Object.keys(listMigrations("sqlite"));
    const made = header && nameMade(header.made);
    const newer = made?.find((change) => !known.includes(change));
    if (!header || !made || newer !== undefined) {
      throw new Failure(
        "bad-file",
        `${this.#file} was made by a newer version of Multilabelfy. Use that version or a later one to restore it.`,
      );
    }
    this.#hasBegun = true;
    this.#tables = (await describeTables(made)).map(({ name }) => name);
    await this.#target.begin({ ...header, made });
  }

  async #takeFile(path: string, entry: Entry): Promise<void> {
    const parts = path.split("/");
    const isSafe = parts.every(
      (part) => !["", ".", ".."].includes(part) && !/\0/.test(part) && !part.includes(sep),
    );
    if (!isSafe || this.#waiting.has(path)) throw damaged(this.#file, `the path “${path}” is in it`);
    const following = followContent();
    const explain = this.#explain;
    async function* content(): AsyncGenerator<Buffer> {
      const chunks = entry[Symbol.asyncIterator]();
      for (;;) {
        const { value, done } = await chunks.next().catch((error) => Promise.reject(explain(error)));
        if (done) return;
        following.add(value);
        yield value;
      }
    }
    await this.#target.file(path, content());
    const found = following.finish();
    this.#waiting.set(path, found);
    this.#files++;
    this.#bytes += found.bytes;
  }

  #takeHashes(content: Buffer): void {
    for (const line of content.toString("utf8").split("\n")) {
      if (line === "") continue;
      const { path, bytes, sha256 } = this.#parse(fileHash, line);
      const found = this.#waiting.get(path);
      if (found?.sha256 !== sha256 || found.bytes !== bytes) {
        throw damaged(this.#file, `the content of “${path}” is not what was backed up`);
      }
      this.#waiting.delete(path);
    }
  }

  async #takeRows(table: string, content: Buffer): Promise<void> {
    const sum = this.#sums.get(table) ?? new RowSum();
    this.#sums.set(table, sum);
    const unpacked = await unzip(content, { maxOutputLength: maxBytes }).catch((error) =>
      Promise.reject(this.#explain(error)),
    );
    const text = unpacked.toString("utf8");
    const rows: StoredValue[][] = [];
    for (const line of text.split("\n")) {
      if (line === "") continue;
      sum.add(line);
      rows.push(this.#json(line) as StoredValue[]);
    }
    await this.#target.rows(table, rows);
  }

  finish(): BackupEnd {
    const end = this.#end;
    if (!end) throw damaged(this.#file, "its end is missing");
    if (this.#digest.digest("hex") !== end.entries) {
      throw damaged(this.#file, "its entries are not what was backed up");
    }
    const named = Object.keys(end.tables);
    if (named.length !== this.#tables.length || !this.#tables.every((table) => named.includes(table)))
      throw damaged(this.#file, "it does not tell of the tables that a backup of its time has");
    for (const [table, { rows, sum }] of Object.entries(end.tables)) {
      const found = this.#sums.get(table) ?? new RowSum();
      if (found.rows !== rows || found.sum !== sum) {
        throw damaged(this.#file, `the rows of “${table}” are not what was backed up`);
      }
    }
    const [unproved] = this.#waiting.keys();
    if (unproved !== undefined || this.#files !== end.files || this.#bytes !== end.bytes) {
      throw damaged(this.#file, `it holds ${this.#files} files, and should hold ${end.files}`);
    }
    return end;
  }

  #whole(entry: Entry): Promise<Buffer> {
    return buffer(entry).catch((error) => Promise.reject(this.#explain(error)));
  }

  #json(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw damaged(this.#file, "what should be JSON in it is none");
    }
  }

  #parse<Value>(schema: ZodType<Value>, text: string): Value {
    const parsed = schema.safeParse(this.#json(text));
    if (!parsed.success) throw damaged(this.#file, "what it says of itself is not complete");
    return parsed.data;
  }
}
