import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import Sqlite from "sqlite-driver";
import { Failure } from "../../contract/failure.ts";
import { diskFull } from "../../disk/diskFull.ts";
import { findReadOnly } from "../../disk/findReadOnly.ts";
import { isFull, minRoom } from "./storageFailure.ts";

/** A lock that is held. It is free again when it is released, or this process ends, in whatever way. */
export interface Lock {
  release(): void;
}

/** A database that nothing refers to is closed as garbage, and its lock with it. */
const held = new Set<Sqlite.Database>();

/**
 * Takes a lock at once, or says that somebody has it. The lock is SQLite's own on an empty database: the operating
 * system frees it when a process is killed, so no stale lock ever has to be removed by hand.
 *
 * @param file absolute path of the lock file, made where it is missing
 * @param busy what a person reads when another process holds it
 * @throws Failure `in-use`, `disk-full`, `not-ready`; `unavailable` where nothing can be written
 */
export function holdLock(file: string, busy: string): Lock {
  let database: Sqlite.Database | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new Sqlite(file, { timeout: 0 });
    database.pragma("locking_mode = EXCLUSIVE");
    database.exec("BEGIN EXCLUSIVE");
  } catch (error) {
    database?.close();
    const code = String((error as { code?: unknown }).code);
    if (code.startsWith("SQLITE_BUSY")) throw new Failure("in-use", busy);
    if (isFull(code)) throw diskFull(file, minRoom);
    const closed = findReadOnly(file);
    if (closed || /^(SQLITE_(READONLY|CANTOPEN)|EROFS|EACCES|EPERM)/.test(code)) {
      const why = closed === "disk" ? "its disk is read-only" : "this program may not write there";
      throw new Failure("unavailable", `The lock ${file} cannot be taken: ${why}.`);
    }
    throw new Failure("not-ready", `The lock ${file} cannot be taken: ${(error as Error).message}.`);
  }
  const taken = database;
  held.add(taken);
  return {
    release() {
      held.delete(taken);
      taken.close();
    },
  };
}
