import { createWriteStream, existsSync } from "node:fs";
import { chmod, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BackupEnd, BackupHeader } from "../../contract/backup/backup.ts";
import { Failure } from "../../contract/failure.ts";
import { forgetSecretMark } from "../../db/secretMark.ts";
import type { TableShape } from "../../db/sql/copy/describeTables.ts";
import { loadTables } from "../../db/sql/copy/loadTables.ts";
import { openSnapshot, type StoredValue } from "../../db/sql/copy/openSnapshot.ts";
import { RowSum } from "../../db/sql/copy/rowSum.ts";
import { type DatabaseAddress, openDatabase } from "../../db/sql/openDatabase.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";
import { diskFull } from "../../disk/diskFull.ts";
import { roomAt } from "../../disk/roomAt.ts";
import { explainWriting } from "../../files/explainWriting.ts";
import { makeFolder, syncFile, syncFolder } from "../../files/syncFiles.ts";
import type { Storage } from "../../storage/storage.ts";
import type { JobInput } from "../jobProgress.ts";
import { secretFile, unfinishedFolder } from "./listDataFiles.ts";
import { clearBucket, markBucket, moveToBucket } from "./parts/restoreToBucket.ts";
import { readBackup } from "./readBackup.ts";

export interface RestoreInput extends Pick<JobInput, "signal"> {
  file: string;
  address: DatabaseAddress;
  dataFolder: string;
  /** Where it lies in a bucket: files go there. */
  storage?: Storage | undefined;
  warn: (text: string) => void;
}

export interface RestoreReport {
  madeAt: string;
  program: string;
  rows: number;
  files: number;
  bytes: number;
  hasSecret: boolean;
}

/**
 * Restores a backup into an empty place, which may be another folder and another kind of database. Everything is
 * compared with the hashes in the backup, and the database is read again and compared too; before that, nothing is
 * there that a server could start on. Nothing stays of one that failed; one that was killed can be run again.
 *
 * @throws Failure `already-exists` where the place is not empty; `bad-file`, `not-found`, `disk-full`, `not-ready`
 */
export async function restoreBackup(input: RestoreInput): Promise<RestoreReport> {
  const { dataFolder, address } = input;
  const staged = join(dataFolder, unfinishedFolder);
  try {
    await clearBucket(input.storage, staged);
    await clearPlace(dataFolder);
    await makeFolder(staged);
    await markBucket(input.storage, staged);
  } catch (error) {
    throw explainWriting(error, dataFolder);
  }
  let isLoaded = false;
  try {
    const stagedFile = join(staged, "multilabelfy.sqlite");
    const place: DatabaseAddress = address.kind === "sqlite" ? { kind: "sqlite", file: stagedFile } : address;
    const { header, end } = await load(input, place, join(staged, "files"));
    await compare(place, end);
    isLoaded = true;
    if (place.kind === "sqlite") {
      // Its log is folded in, and its tables are those of this program.
      await bringUpToDate(place);
      await rm(join(staged, "backups"), { recursive: true, force: true });
      await rm(join(staged, "upgrade.lock"), { force: true });
      await syncFile(stagedFile);
    }
    await moveToBucket(join(staged, "files"), input.storage);
    await moveFiles(join(staged, "files"), dataFolder);
    if (place.kind === "sqlite") {
      await rename(stagedFile, join(dataFolder, "multilabelfy.sqlite"));
      await syncFolder(dataFolder);
    }
    await rm(staged, { recursive: true, force: true });
    if (place.kind === "postgres") await bringUpToDate(place, input.warn);
    const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0);
    const hasSecret = existsSync(join(dataFolder, secretFile));
    const { madeAt, program } = header;
    return { madeAt, program, rows, files: end.files, bytes: end.bytes, hasSecret };
  } catch (error) {
    // It may be the data folder's disk that what was brought has filled.
    const left = roomAt(dataFolder);
    // A PostgreSQL database that is full by now must not be without its files: what is left tells that.
    if (existsSync(staged) && !(isLoaded && address.kind === "postgres")) {
      await clearBucket(input.storage, staged).catch(() => {});
      await clearPlace(dataFolder).catch(() => {});
    }
    const explained = error instanceof Failure ? error : (storageFailure(error, address) ?? error);
    const isFull = explained instanceof Failure && explained.code === "disk-full";
    // Unpacked it is larger.
    if (isFull && address.kind === "sqlite") throw diskFull(dataFolder, (await stat(input.file)).size, left);
    throw explained;
  }
}

/** Whether a secret came along or not, the first server says by which one all sign. */
async function bringUpToDate(place: DatabaseAddress, warn?: (text: string) => void): Promise<void> {
  const db = await openDatabase(place, warn);
  await forgetSecretMark(db).finally(() => db.destroy());
}

/** Reads a backup to its end without restoring it. @throws Failure `bad-file`, `not-found` */
export async function checkBackup(file: string): Promise<RestoreReport> {
  let header: BackupHeader | undefined;
  let hasSecret = false;
  const end = await readBackup(file, {
    async begin(found) {
      header = found;
    },
    async rows() {},
    async file(path, content) {
      hasSecret ||= path === secretFile;
      for await (const _ of content);
    },
  });
  const rows = Object.values(end.tables).reduce((sum, table) => sum + table.rows, 0);
  const { madeAt, program } = header!;
  return { madeAt, program, rows, files: end.files, bytes: end.bytes, hasSecret };
}

/** A disk of its own has such a folder from the start. */
const harmless = ["lost+found"];

async function clearPlace(dataFolder: string): Promise<void> {
  await makeFolder(dataFolder);
  const there = (await readdir(dataFolder)).filter(
    // The lock that is held while this runs.
    (name) => !harmless.includes(name) && !/^server\.lock/.test(name),
  );
  // What an interrupted run brought: the folder was empty before it.
  if (there.includes(unfinishedFolder) && !there.includes("multilabelfy.sqlite")) {
    for (const name of there) await rm(join(dataFolder, name), { recursive: true });
    return;
  }
  if (there.length === 0) return;
  throw new Failure(
    "already-exists",
    `${dataFolder} is not empty: it holds ${there.slice(0, 3).join(", ")}${there.length > 3 ? " and more" : ""}. A backup is restored into an empty folder only; name one with --data.`,
  );
}

async function load(
  { file, signal }: RestoreInput,
  place: DatabaseAddress,
  folder: string,
): Promise<{ header: BackupHeader; end: BackupEnd }> {
  let header: BackupHeader | undefined;
  const folders = new Set<string>();
  // The tables are made once the first entry has named them; the rest is read while they are filled.
  const begun = Promise.withResolvers<BackupHeader>();
  const ready = Promise.withResolvers<{
    tables: Map<string, TableShape>;
    insert: (table: TableShape, rows: readonly StoredValue[][]) => Promise<void>;
  }>();
  ready.promise.catch(() => {});
  begun.promise.catch(() => {});
  const ended = Promise.withResolvers<BackupEnd>();
  ended.promise.catch(() => {});
  const reading = readBackup(file, {
    async begin(found) {
      header = found;
      begun.resolve(found);
      await ready.promise;
    },
    async rows(name, rows) {
      signal?.throwIfAborted();
      const { tables, insert } = await ready.promise;
      const table = tables.get(name);
      if (!table || rows.some((row) => !Array.isArray(row) || row.length !== table.columns.length)) {
        throw new Failure("bad-file", `${file} is damaged: rows of “${name}” do not fit its tables.`);
      }
      await insert(table, rows);
    },
    async file(path, content) {
      signal?.throwIfAborted();
      const file = join(folder, path);
      folders.add(dirname(file));
      await writeStaged(file, content);
    },
  }).then(ended.resolve, (error) => {
    begun.reject(error);
    ended.reject(error);
  });
  const { made } = await begun.promise;
  try {
    await loadTables(place, made, async (tables, insert) => {
      ready.resolve({ tables: new Map(tables.map((table) => [table.name, table])), insert });
      // What is not what was backed up is not stored.
      await ended.promise;
    });
  } catch (error) {
    ready.reject(error);
    await reading;
    throw error;
  }
  for (const made of folders) await syncFolder(made);
  return { header: header!, end: await ended.promise };
}

async function writeStaged(file: string, content: AsyncIterable<Buffer>): Promise<void> {
  await makeFolder(dirname(file));
  await pipeline(content, createWriteStream(file, { flags: "wx", flush: true }));
}

/** Reads what was stored, and compares it with what was backed up. */
async function compare(place: DatabaseAddress, end: BackupEnd): Promise<void> {
  const snapshot = await openSnapshot(place);
  try {
    for (const table of snapshot.tables) {
      const sum = new RowSum();
      for await (const rows of snapshot.rows(table)) for (const row of rows) sum.add(JSON.stringify(row));
      const wanted = end.tables[table.name];
      if (sum.rows === (wanted?.rows ?? 0) && (sum.rows === 0 || sum.sum === wanted?.sum)) continue;
      throw new Failure(
        "bad-file",
        `The table “${table.name}” was not stored as it was backed up: look at the disk of the database, and restore again.`,
      );
    }
  } finally {
    await snapshot.close();
  }
}

async function moveFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  for (const name of await readdir(from)) {
    await rename(join(from, name), join(to, name));
    if (name === secretFile) await chmod(join(to, name), 0o600);
  }
  await syncFolder(to);
}
