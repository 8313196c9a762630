import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { Kysely } from "kysely";
import Sqlite from "sqlite-driver";
import { Failure } from "../../contract/failure.ts";
import { diskFull } from "../../disk/diskFull.ts";
import { findReadOnly } from "../../disk/findReadOnly.ts";
import type { Database, Tables } from "../schema.ts";
import { copyForReading } from "./copyForReading.ts";
import { holdLock, type Lock } from "./holdLock.ts";
import { findTableVersion, migrate } from "./migrate.ts";
import { sqliteDialect } from "./sqliteDialect.ts";
import { checkSqliteFile, inUse } from "./sqliteFile.ts";
import { isFull, minRoom } from "./storageFailure.ts";

/** How long a write waits for another process's transaction before it fails. */
const busyTimeoutMs = 10_000;
/** How long a start waits for another process that brings the tables up to date. */
const upgradeTimeoutMs = 300_000;

/**
 * Opens the database in a file; makes it where there is none. A file with this name is always whole: a new database is
 * made beside it and renamed, and changes of the tables are one transaction, before which a copy is made.
 *
 * @throws Failure `not-ready`, `disk-full`, `in-use`
 */
export async function openSqlite(file: string, warn: (text: string) => void): Promise<Database> {
  try {
    if (!existsSync(file)) await create(file);
    await checkSqliteFile(file, warn);
    const database = connect(file);
    const db = kyselyOver(database, () => disconnect(database, file));
    try {
      const { pending } = await findTableVersion(db, "sqlite");
      if (pending.length > 0) await upgrade(db, database, file, warn);
      markInUse(database);
      return db;
    } catch (error) {
      await db.destroy();
      throw error;
    }
  } catch (error) {
    const described = describeSqliteError(error, file);
    if (!(described instanceof Failure && cannotWrite(error))) throw described;
    const db = await openForReading(file, described);
    if (!db) throw described;
    warn(`${described.message} Until then it can be read only: nothing is saved.`);
    return db;
  }
}

/** Where SQLite cannot write what it needs to read, a copy is read, unless its tables would have to be changed. */
async function openForReading(file: string, why: Failure): Promise<Database | undefined> {
  let copy: ReturnType<typeof copyForReading> | undefined;
  try {
    copy = copyForReading(file, why);
    const database = connect(copy.file);
    const { remove } = copy;
    const db = kyselyOver(database, () => {
      database.close();
      remove();
    });
    const { made, pending } = await findTableVersion(db, "sqlite");
    database.pragma("query_only = ON");
    if (made !== null && pending.length === 0) return db;
    await db.destroy();
    return undefined;
  } catch {
    copy?.remove();
    return undefined;
  }
}

/** Whether a database cannot be read because nothing can be written beside it. */
export const cannotWrite = (error: unknown): boolean =>
  isFull(codeOf(error)) || /^(SQLITE_(READONLY|CANTOPEN|IOERR_SHM)|EROFS|EACCES|EPERM)/.test(codeOf(error));

function connect(file: string): Sqlite.Database {
  const database = new Sqlite(file, { timeout: busyTimeoutMs });
  try {
    // WAL lets others read while one writes; FULL makes a committed save survive a power cut.
    database.pragma("journal_mode = WAL");
    database.pragma("synchronous = FULL");
    database.pragma("foreign_keys = ON");
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

const kyselyOver = (database: Sqlite.Database, close: () => void): Database =>
  new Kysely<Tables>({ dialect: sqliteDialect(database, close) });

async function create(file: string): Promise<void> {
  mkdirSync(dirname(file), { recursive: true });
  const lock = await waitForUpgradeLock(file);
  try {
    if (existsSync(file)) return;
    const unfinished = `${file}.new`;
    for (const end of ["", "-wal", "-shm"]) rmSync(unfinished + end, { force: true });
    const database = connect(unfinished);
    const db = kyselyOver(database, () => database.close());
    try {
      await inOneTransaction(database, () => migrate(db, "sqlite"));
    } finally {
      await db.destroy();
    }
    moveIntoPlace(unfinished, file);
  } finally {
    lock.release();
  }
}

async function upgrade(
  db: Database,
  database: Sqlite.Database,
  file: string,
  warn: (text: string) => void,
): Promise<void> {
  const lock = await waitForUpgradeLock(file);
  try {
    const { made, pending } = await findTableVersion(db, "sqlite");
    if (pending.length === 0) return;
    if (made === null) {
      throw new Failure(
        "not-ready",
        `${file} is an SQLite database, but not one of Multilabelfy: it lacks our tables. Move it away, or name another data folder.`,
      );
    }
    const copy = copyBefore(database, file);
    await inOneTransaction(database, () => migrate(db, "sqlite"));
    warn(
      `The data in ${dirname(file)} was brought up to date. A copy of the database as it was is in ${copy}.`,
    );
  } finally {
    lock.release();
  }
}

/** Does several things on a connection that nobody else uses yet: all of them or none, however the process ends. */
async function inOneTransaction(database: Sqlite.Database, run: () => Promise<void>): Promise<void> {
  database.exec("BEGIN IMMEDIATE");
  try {
    await run();
    database.exec("COMMIT");
  } catch (error) {
    // A full disk makes SQLite take the transaction back by itself.
    if (database.inTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** @returns the path of a copy of the database, with all that was saved, on the disk */
function copyBefore(database: Sqlite.Database, file: string): string {
  const folder = join(dirname(file), "backups");
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, `before-upgrade-${new Date().toISOString().replaceAll(":", "-")}.sqlite`);
  const unfinished = `${copy}.new`;
  try {
    database.prepare("VACUUM INTO ?").run(unfinished);
    moveIntoPlace(unfinished, copy);
    return copy;
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw error;
  }
}

/** Renames a file once the disk has all of it, and waits until the disk has the new name too. */
function moveIntoPlace(from: string, to: string): void {
  sync(from);
  renameSync(from, to);
  // Windows opens no folders; there the name is on the disk when the rename returns.
  if (process.platform !== "win32") sync(dirname(to));
}

function sync(path: string): void {
  const handle = openSync(path, "r");
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** One process at a time makes or changes the tables; the others wait until it is done, or has been killed. */
async function waitForUpgradeLock(file: string): Promise<Lock> {
  const until = performance.now() + upgradeTimeoutMs;
  while (true) {
    try {
      return holdLock(
        join(dirname(file), "upgrade.lock"),
        `Another process has been bringing ${file} up to date for ${upgradeTimeoutMs / 60_000} minutes. Wait for it to end, then try again.`,
      );
    } catch (error) {
      if (!(error instanceof Failure && error.code === "in-use") || performance.now() > until) throw error;
      await setTimeout(50);
    }
  }
}

/** Notes in the file itself that a log belongs to it from now on (sqliteFile.ts). Where nothing can be written, nobody does. */
function markInUse(database: Sqlite.Database): void {
  if (database.pragma("user_version", { simple: true }) === inUse) return;
  try {
    database.pragma(`user_version = ${inUse}`);
    database.pragma("wal_checkpoint(PASSIVE)");
  } catch (error) {
    if (!/^SQLITE_(FULL|READONLY|BUSY|IOERR)/.test(codeOf(error))) throw error;
  }
}

/** Closes a connection; the last one to go notes that the file is whole without a log. */
function disconnect(database: Sqlite.Database, file: string): void {
  database.close();
  if (existsSync(`${file}-wal`) || !existsSync(file)) return;
  try {
    const last = new Sqlite(file, { timeout: 0, fileMustExist: true });
    try {
      last.pragma("user_version = 0");
    } finally {
      last.close();
    }
  } catch {
    // Then the next start looks for a log in vain, and says so: better than to miss one that was lost.
  }
}

const codeOf = (error: unknown) => String((error as { code?: unknown }).code ?? "");

/** What a person is told where a database's file cannot be used; any other error as it is. */
export function describeSqliteError(error: unknown, file: string): unknown {
  if (error instanceof Failure) return error;
  const code = codeOf(error);
  if (isFull(code)) return diskFull(file, minRoom);
  const isClosed = /^SQLITE_(READONLY|CANTOPEN)/.test(code);
  const reason = isClosed && findReadOnly(file) === "disk" ? "EROFS" : code;
  const explanation = Object.entries(reasons).find(([start]) => reason.startsWith(start))?.[1];
  return explanation ? new Failure("not-ready", `${file} cannot be opened: ${explanation}`) : error;
}

const restore = "Stop the program, keep a copy of the folder as it is, and restore a backup.";

/** What the codes of SQLite and the file system begin with, in words. */
const reasons: Record<string, string> = {
  SQLITE_NOTADB: `it is damaged, or no database. ${restore}`,
  SQLITE_CORRUPT: `it is damaged. ${restore}`,
  SQLITE_READONLY: "the file or its folder is read-only. Give this program the right to write there.",
  SQLITE_CANTOPEN: "this program may not read or write it, or its folder. Look at the rights of both.",
  SQLITE_PERM: "this program may not read or write it. Look at its rights.",
  SQLITE_BUSY: "another program holds it. Wait for that to end, then try again.",
  SQLITE_IOERR: "the disk failed to read or write it. Look at the disk, then try again.",
  EACCES: "this program may not read or write it, or its folder. Look at the rights of both.",
  EPERM: "this program may not read or write it, or its folder. Look at the rights of both.",
  EROFS: "its disk is read-only. Mount it for writing, then try again.",
  ENOTDIR: "a file stands where its folder should be. Name another data folder.",
};
