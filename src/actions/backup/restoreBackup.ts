import { createWriteStream, existsSync } from "node:fs";
import { chmod, readdir, readFile, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { BackupEnd, BackupHeader } from "../../contract/backup/backup.ts";
import { Failure } from "../../contract/failure.ts";
import { forgetSecretMark } from "../../db/secretMark.ts";
import type { TableShape } from "../../db/sql/copy/describeTables.ts";
import { loadTables } from "../../db/sql/copy/loadTables.ts";
import type { StoredValue } from "../../db/sql/copy/openSnapshot.ts";
import { type DatabaseAddress, openDatabase } from "../../db/sql/openDatabase.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";
import { diskFull } from "../../disk/diskFull.ts";
import { roomAt } from "../../disk/roomAt.ts";
import { explainWriting } from "../../files/explainWriting.ts";
import { makeFolder, syncFile, syncFolder } from "../../files/syncFiles.ts";
import { writeFileWhole } from "../../files/writeFileWhole.ts";
import type { Storage } from "../../storage/storage.ts";
import type { JobInput } from "../jobProgress.ts";
import { secretFile, unfinishedFolder } from "./listDataFiles.ts";
import { findOtherTable } from "./parts/findOtherTable.ts";
import { clearBucket, markBucket, moveToBucket } from "./parts/restoreToBucket.ts";
import { readBackup } from "./readBackup.ts";

export interface RestoreInput extends Pick<JobInput, "signal"> {
  file: string;
  address: DatabaseAddress;
  dataFolder: string;
  /** Where files go, if they are kept in a bucket. */
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
 * compared with the hashes in the backup, and the database is read again and compared too; until then, nothing is there
 * that a server could start on. A failed restore leaves nothing behind; a killed one can be run again, and resumes
 * where everything had been loaded and compared.
 *
 * @throws Failure `already-exists` where the place is not empty; `bad-file`, `not-found`, `disk-full`, `not-ready`
 */
export async function restoreBackup(input: RestoreInput): Promise<RestoreReport> {
  const { dataFolder, address } = input;
  const staged = join(dataFolder, unfinishedFolder);
  const begun = await findLoaded(input, staged);
  if (begun) return finish(input, staged, begun);
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
      // Merges its write-ahead log, and upgrades its tables to those of this program.
      await bringUpToDate(place);
      await rm(join(staged, "backups"), { recursive: true, force: true });
      await rm(join(staged, "upgrade.lock"), { force: true });
      await syncFile(stagedFile);
    }
    const loaded = { header, end, to: placeOf(input) };
    await writeFileWhole(join(staged, loadedFile), [JSON.stringify(loaded)], { force: true });
    return await finish(input, staged, loaded);
  } catch (error) {
    // The restored files may have filled the data folder's disk.
    const left = roomAt(dataFolder);
    // A PostgreSQL database that is already filled must not lose its files: what stays records that.
    const goesOn = isLoaded && (address.kind === "postgres" || input.signal?.aborted);
    if (existsSync(staged) && !goesOn) {
      await clearBucket(input.storage, staged).catch(() => {});
      await clearPlace(dataFolder).catch(() => {});
    }
    const explained = error instanceof Failure ? error : (storageFailure(error, address) ?? error);
    const isFull = explained instanceof Failure && explained.code === "disk-full";
    // It is larger when unpacked.
    if (isFull && address.kind === "sqlite") throw diskFull(dataFolder, (await stat(input.file)).size, left);
    throw explained;
  }
}

/** File that says that all of a backup is at its new place or staged beside it, and compared; and which backup. */
const loadedFile = "loaded.json";

interface Loaded {
  header: BackupHeader;
  end: BackupEnd;
  to: string;
}

const placeOf = ({ address, storage }: RestoreInput): string =>
  JSON.stringify([address, storage?.bucket ? storage.locationOf("") : null]);

/** What an interrupted run had loaded and compared from the same backup, for the same place. */
async function findLoaded(input: RestoreInput, staged: string): Promise<Loaded | undefined> {
  const text = await readFile(join(staged, loadedFile), "utf8").catch(() => undefined);
  if (text === undefined) return undefined;
  const loaded = JSON.parse(text) as Loaded;
  const { entries } = await readToEnd(input.file);
  return loaded.end.entries === entries && loaded.to === placeOf(input) ? loaded : undefined;
}

/** Brings what was loaded and compared to its final place. Can be interrupted and repeated. */
async function finish(
  { address, dataFolder, storage, signal, warn }: RestoreInput,
  staged: string,
  { header, end }: Loaded,
): Promise<RestoreReport> {
  await moveToBucket(join(staged, "files"), storage, signal);
  await moveFiles(join(staged, "files"), dataFolder);
  const stagedFile = join(staged, "multilabelfy.sqlite");
  if (address.kind === "sqlite" && existsSync(stagedFile)) {
    await rename(stagedFile, join(dataFolder, "multilabelfy.sqlite"));
    await syncFolder(dataFolder);
  }
  if (address.kind === "postgres") await bringUpToDate(address, warn);
  await rm(staged, { recursive: true, force: true });
  const { madeAt, program } = header;
  const hasSecret = existsSync(join(dataFolder, secretFile));
  return { madeAt, program, rows: rowsOf(end), files: end.files, bytes: end.bytes, hasSecret };
}

const rowsOf = ({ tables }: BackupEnd): number =>
  Object.values(tables).reduce((sum, table) => sum + table.rows, 0);

/** Reads a backup and discards it. @throws Failure `bad-file`, `not-found` */
export const readToEnd = (file: string): Promise<BackupEnd> =>
  readBackup(file, {
    async begin() {},
    async rows() {},
    async file(_, content) {
      for await (const _chunk of content);
    },
  });

/** With or without a restored secret, the first server to start decides which one all sign with. */
async function bringUpToDate(place: DatabaseAddress, warn?: (text: string) => void): Promise<void> {
  const db = await openDatabase(place, warn);
  await forgetSecretMark(db).finally(() => db.destroy());
}

/**
 * Reads a backup to its end without restoring it.
 *
 * @param options.onRead is told how many rows and files were read
 * @throws Failure `bad-file`, `not-found`
 */
export async function checkBackup(
  file: string,
  { signal, onRead }: { signal?: AbortSignal | undefined; onRead?: (read: number) => void } = {},
): Promise<RestoreReport> {
  let header: BackupHeader | undefined;
  let hasSecret = false;
  let read = 0;
  const tell = (more: number) => {
    signal?.throwIfAborted();
    read += more;
    onRead?.(read);
  };
  const end = await readBackup(file, {
    async begin(found) {
      header = found;
    },
    async rows(_, rows) {
      tell(rows.length);
    },
    async file(path, content) {
      hasSecret ||= path === secretFile;
      for await (const _ of content) signal?.throwIfAborted();
      tell(1);
    },
  });
  const { madeAt, program } = header!;
  return { madeAt, program, rows: rowsOf(end), files: end.files, bytes: end.bytes, hasSecret };
}

/** A separate disk has such a folder from the start. */
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
      // Rolls back unless everything matches the backup.
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

/** Reads back what was stored, and compares it with the backup. */
async function compare(place: DatabaseAddress, end: BackupEnd): Promise<void> {
  const other = await findOtherTable(place, end);
  if (other === undefined) return;
  throw new Failure(
    "bad-file",
    `The table “${other}” was not stored as it was backed up: look at the disk of the database, and restore again.`,
  );
}

async function moveFiles(from: string, to: string): Promise<void> {
  if (!existsSync(from)) return;
  for (const name of await readdir(from)) {
    await rename(join(from, name), join(to, name));
    if (name === secretFile) await chmod(join(to, name), 0o600);
  }
  await syncFolder(to);
}
