import { closeSync, openSync, readSync, statSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { Failure } from "../../contract/failure.ts";
import { isLogDamaged } from "./sqliteLog.ts";

/**
 * The number in the file's header ("user_version") while somebody has it open, or had when they were killed: then what
 * was saved last stands in the log beside it. 0 after an orderly end.
 */
export const inUse = 1;

const headerBytes = 100;
const signature = "SQLite format 3\0";
/** How long a process that ends may take between removing the log and noting that there is none. */
const endingMs = 1_000;

/**
 * Looks at a database's file before SQLite does, which takes an empty file for a new database and a missing log for
 * none.
 *
 * @param warn is called where the log beside it was lost or damaged
 * @throws Failure `not-ready` for a file that is empty, cut off, or no database
 */
export async function checkSqliteFile(file: string, warn: (text: string) => void): Promise<void> {
  const header = readHeader(file);
  const log = `${file}-wal`;
  if (!hasContent(log)) {
    const wanted = header.pages * header.pageBytes;
    if (header.arePagesKnown && statSync(file).size < wanted && !hasContent(log)) {
      throw damaged(file, `is cut off: it has ${statSync(file).size} of ${wanted} bytes`);
    }
    if (header.state === inUse && (await isLogLost(file, log))) {
      warn(
        `The log ${log} is missing, though the database was in use when it was stopped or copied. What was saved last may be missing. Copy a data folder whole, or while nothing runs.`,
      );
    }
  } else if (isLogDamaged(log)) {
    warn(
      `The log ${log} is damaged. What was saved last may be missing. Keep a copy of the data folder, look at its disk, and compare with a backup.`,
    );
  }
}

// Another process may remove it at any moment.
const hasContent = (file: string) => (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;

/** Another process may be about to end: its log is gone a moment before the header says so. */
async function isLogLost(file: string, log: string): Promise<boolean> {
  for (const until = performance.now() + endingMs; performance.now() < until; await setTimeout(100)) {
    if (hasContent(log) || readHeader(file).state !== inUse) return false;
  }
  return true;
}

function readHeader(file: string) {
  const header = Buffer.alloc(headerBytes);
  const handle = openSync(file, "r");
  try {
    const read = readSync(handle, header, 0, headerBytes, 0);
    if (read === 0) throw damaged(file, "is empty (0 bytes), which no database is");
    if (read < headerBytes) throw damaged(file, `is cut off: it has ${read} bytes`);
  } finally {
    closeSync(handle);
  }
  if (header.toString("latin1", 0, signature.length) !== signature) {
    throw damaged(file, "is damaged, or no database: it does not begin as one");
  }
  const pageBytes = header.readUInt16BE(16);
  return {
    pageBytes: pageBytes === 1 ? 65_536 : pageBytes,
    pages: header.readUInt32BE(28),
    /** SQLite's own rule for when the number of pages holds. */
    arePagesKnown: header.readUInt32BE(24) === header.readUInt32BE(92),
    state: header.readUInt32BE(60),
  };
}

const damaged = (file: string, how: string) =>
  new Failure(
    "not-ready",
    `The database ${file} ${how}. Keep a copy of its folder as it is, and restore a backup; if there never was anything in it, move the file away and start again.`,
  );
