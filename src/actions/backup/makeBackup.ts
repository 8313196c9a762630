import { createHash, type Hash } from "node:crypto";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { type Pack, pack } from "tar-stream";
import {
  type BackupEnd,
  type BackupHeader,
  backupFormat,
  backupVersion,
  type FileHash,
} from "../../contract/backup/backup.ts";
import { Failure } from "../../contract/failure.ts";
import { openSnapshot, type Snapshot } from "../../db/sql/copy/openSnapshot.ts";
import { RowSum } from "../../db/sql/copy/rowSum.ts";
import type { DatabaseAddress } from "../../db/sql/openDatabase.ts";
import { isInside } from "../../files/resolveInside.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import { readOnlyFolder } from "../../storage/folderStorage.ts";
import type { OpenedBytes, ReadableStorage } from "../../storage/storage.ts";
import { followContent } from "../evaluation/describeInputs.ts";
import type { JobInput } from "../jobProgress.ts";
import { listDataFiles, secretFile } from "./listDataFiles.ts";

export interface BackupInput extends Pick<JobInput, "signal" | "onProgress"> {
  address: DatabaseAddress;
  dataFolder: string;
  storage: ReadableStorage;
  /** The file to write. */
  file: string;
  force: boolean;
  /** Includes what signs sessions and second factors: whoever has it and the database can impersonate anyone. */
  withSecret: boolean;
  program: string;
  now: () => Date;
  warn: (text: string) => void;
}

export interface BackupReport {
  /** Absolute path. */
  file: string;
  rows: number;
  files: number;
  /** Total size of the files. */
  bytes: number;
}

/** Rows are packed together up to about this many characters. */
const partLength = 4e6;
/** Hashes of this many files are written together, so that no reader has to hold those of a million. */
const filesOfPart = 1_000;
const zip = promisify(gzip);

/**
 * Copies an installation into one file while people work: the database as it is at one moment, then the files, which
 * are written before a row names them and never change. Nobody has to wait.
 *
 * @throws Failure `already-exists`, `not-found`, `disk-full`, `not-ready`
 */
export async function makeBackup(input: BackupInput): Promise<BackupReport> {
  const file = resolve(input.file);
  const kept = join(input.dataFolder, "backups");
  if (isInside(input.dataFolder, dirname(file)) && !isInside(kept, dirname(file))) {
    throw new Failure(
      "wrong-usage",
      `${file} lies in the data folder, and would be in the next backup. Name a file elsewhere, best on another disk.`,
    );
  }
  const snapshot = await openSnapshot(input.address, input.warn);
  const tar = pack();
  const report: BackupReport = { file, rows: 0, files: 0, bytes: 0 };
  // Handled by the promise below.
  tar.on("error", () => {});
  const written = writeAll(tar, snapshot, input, report);
  written.catch((error: Error) => tar.destroy(error));
  try {
    await writeFileWhole(file, untilWritten(tar, written), { force: input.force });
    return report;
  } finally {
    tar.destroy();
    await written.catch(() => {});
    await snapshot.close();
  }
}

/** An archive's bytes, unless its writer fails: half an archive must never look like a whole one. */
async function* untilWritten(tar: Pack, written: Promise<void>): AsyncGenerator<Buffer> {
  try {
    for await (const chunk of tar) yield chunk;
  } catch (error) {
    // The writer's error tells why.
    await written;
    throw error;
  }
  await written;
}

async function writeAll(tar: Pack, snapshot: Snapshot, input: BackupInput, report: BackupReport) {
  const header: BackupHeader = {
    format: backupFormat,
    version: backupVersion,
    program: input.program,
    madeAt: input.now().toISOString(),
    database: input.address.kind,
    made: snapshot.made,
  };
  await addEntry(tar, "backup.json", `${JSON.stringify(header, undefined, 2)}\n`);
  const end: BackupEnd = { tables: {}, files: 0, bytes: 0, entries: "" };
  const total = input.onProgress ? await snapshot.countRows() : 0;
  for (const table of snapshot.tables) {
    const onRows = () => input.onProgress?.({ step: "Copying rows", done: report.rows, total });
    end.tables[table.name] = await addTable(tar, snapshot, table, input, report, onRows);
  }
  await addFiles(tar, input, report);
  end.files = report.files;
  end.bytes = report.bytes;
  end.entries = digestOf(tar).copy().digest("hex");
  await addEntry(tar, "end.json", `${JSON.stringify(end, undefined, 2)}\n`);
  tar.finalize();
}

async function addTable(
  tar: Pack,
  snapshot: Snapshot,
  table: Snapshot["tables"][number],
  { signal }: BackupInput,
  report: BackupReport,
  onRows: () => void,
): Promise<BackupEnd["tables"][string]> {
  const sum = new RowSum();
  let lines: string[] = [];
  let length = 0;
  let parts = 0;
  const flush = async () => {
    if (lines.length === 0) return;
    const packed = await zip(`${lines.join("\n")}\n`, { level: 3 });
    await addEntry(tar, `tables/${table.name}/${String(++parts).padStart(6, "0")}.jsonl.gz`, packed);
    lines = [];
    length = 0;
  };
  for await (const rows of snapshot.rows(table)) {
    signal?.throwIfAborted();
    for (const row of rows) {
      const line = JSON.stringify(row);
      sum.add(line);
      lines.push(line);
      length += line.length;
    }
    if (length >= partLength) await flush();
    report.rows += rows.length;
    onRows();
  }
  await flush();
  return { rows: sum.rows, sum: sum.sum };
}

async function addFiles(tar: Pack, input: BackupInput, report: BackupReport): Promise<void> {
  let hashes: FileHash[] = [];
  let parts = 0;
  const flush = async () => {
    if (hashes.length === 0) return;
    const lines = hashes.map((hash) => `${JSON.stringify(hash)}\n`).join("");
    await addEntry(tar, `hashes/${String(++parts).padStart(6, "0")}.jsonl`, lines);
    hashes = [];
  };
  const total = input.onProgress ? (await Array.fromAsync(listFilesToCopy(input))).length : 0;
  for await (const path of listFilesToCopy(input)) {
    input.signal?.throwIfAborted();
    const hash = await addFile(tar, input.storage, path, input.signal);
    // Deleted with its project since it was listed.
    if (!hash) continue;
    hashes.push(hash);
    report.files++;
    report.bytes += hash.bytes;
    // Files may have been added since they were counted.
    input.onProgress?.({ step: "Copying files", done: report.files, total: Math.max(total, report.files) });
    if (hashes.length === filesOfPart) await flush();
  }
  if (input.withSecret && !(await input.storage.stat(secretFile))) {
    // The secret stays in the data folder, wherever the other files are.
    const hash = await addFile(tar, readOnlyFolder(input.dataFolder), secretFile);
    if (hash) hashes.push(hash);
    report.files += hash ? 1 : 0;
    report.bytes += hash?.bytes ?? 0;
  }
  await flush();
}

async function* listFilesToCopy({ storage, withSecret }: BackupInput): AsyncGenerator<string> {
  for await (const path of listDataFiles(storage)) if (path !== secretFile || withSecret) yield path;
}

async function addFile(
  tar: Pack,
  storage: ReadableStorage,
  path: string,
  signal?: AbortSignal,
): Promise<FileHash | undefined> {
  let opened: OpenedBytes | undefined;
  try {
    opened = await storage.open(path);
  } catch (error) {
    throw new Failure(
      "bad-file",
      `${storage.locationOf(path)} cannot be read (${(error as NodeJS.ErrnoException).code}), so nothing was backed up. Give this program the right to read it.`,
    );
  }
  if (!opened) return undefined;
  const { bytes: size, modifiedAt: mtime, stream } = opened;
  try {
    const content = followContent();
    const done = Promise.withResolvers<void>();
    const entry = tar.entry({ name: `files/${path}`, size, mtime }, (error) =>
      error ? done.reject(error) : done.resolve(),
    );
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      content.add(chunk);
      if (!entry.write(chunk)) await drained(tar, entry);
    }
    const { bytes, sha256 } = content.finish();
    if (bytes < size)
      throw new Failure("bad-file", `${storage.locationOf(path)} became shorter while it was read.`);
    entry.end();
    await unlessClosed(tar, done.promise);
    return { path, bytes, sha256 };
  } finally {
    stream.destroy();
  }
}

/** Waits for something that an archive does, but not for ever when nobody reads the archive any more. */
async function unlessClosed(tar: Pack, what: Promise<void>): Promise<void> {
  const closed = Promise.withResolvers<void>();
  const fail = () => closed.reject(new Error("The backup was not written to its end."));
  if (tar.destroyed) fail();
  tar.once("close", fail);
  try {
    await Promise.race([what, closed.promise]);
  } finally {
    tar.removeListener("close", fail);
  }
}

async function drained(tar: Pack, entry: NodeJS.WritableStream): Promise<void> {
  await unlessClosed(tar, new Promise((resolve) => void entry.once("drain", resolve)));
}

/** Hash of everything added to an archive except files, which have hashes of their own. */
const digests = new WeakMap<Pack, Hash>();

function digestOf(tar: Pack): Hash {
  const digest = digests.get(tar) ?? createHash("sha256");
  digests.set(tar, digest);
  return digest;
}

/** Adds something small, and waits until it is accepted. */
async function addEntry(tar: Pack, name: string, content: string | Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  digestOf(tar).update(content);
  tar.entry({ name }, content, (error) => (error ? reject(error) : resolve()));
  await unlessClosed(tar, promise);
}
