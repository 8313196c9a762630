import { Failure, type FailureCode } from "../../contract/failure.ts";
import { diskFull } from "../../disk/diskFull.ts";
import { whyReadOnly } from "./copyForReading.ts";

/** The database that was asked (openDatabase.ts). */
type Asked = { kind: "sqlite"; file: string } | { kind: "postgres" };

/** Bytes without which no save can be relied on: a transaction, its log, and the index of that. */
export const minRoom = 10e6;

const busy = "The database is busy: nothing was saved. Try again in a moment.";
const tooLong = "The database took too long to answer, and was told to stop. Try again in a moment.";
const unreachable = "The database cannot be reached at the moment: nothing was saved. Try again in a moment.";
const readOnly =
  "The database cannot be written: nothing was saved. Tell the lead that its file or its disk is read-only.";
const follows =
  "The database takes no writes: nothing was saved. Tell the lead that MULTILABELFY_DATABASE_URL names a server that is read-only, or only follows another.";
const failed =
  "The database's disk failed to read or write: nothing was saved. Tell the lead to look at that disk.";

/** Seconds after which a program may ask again. */
const retryAfterSeconds = 2;

/** What SQLite, PostgreSQL and the system say when they cannot read or write: how their codes begin. */
const codes: [start: string, FailureCode, message: string][] = [
  ["SQLITE_READONLY", "unavailable", readOnly],
  ["EROFS", "unavailable", readOnly],
  ["SQLITE_IOERR", "unavailable", failed],
  ["SQLITE_CANTOPEN", "unavailable", failed],
  // PostgreSQL: a server that follows another takes no writes; its disk failed, or a file of it is missing.
  ["25006", "unavailable", follows],
  ["58", "unavailable", failed],
  ["SQLITE_BUSY", "unavailable", busy],
  // PostgreSQL: serialization failure, deadlock, a lock that could not be had, resources that ran out.
  ["40001", "unavailable", busy],
  ["40P01", "unavailable", busy],
  ["55P03", "unavailable", busy],
  ["53", "unavailable", busy],
  // The connection broke; the server is shutting down, crashed, starts, or dropped the database or the session.
  ["08", "unavailable", unreachable],
  ["57P", "unavailable", unreachable],
  ["57014", "unavailable", tooLong],
  // A transaction that waited for us was ended: the network was away.
  ["25P03", "unavailable", unreachable],
  ["ECONNREFUSED", "unavailable", unreachable],
  ["ECONNRESET", "unavailable", unreachable],
  ["ECONNABORTED", "unavailable", unreachable],
  ["EPIPE", "unavailable", unreachable],
  ["ETIMEDOUT", "unavailable", unreachable],
  ["EHOSTUNREACH", "unavailable", unreachable],
  ["ENETUNREACH", "unavailable", unreachable],
  ["ENOTFOUND", "unavailable", unreachable],
  ["EAI_AGAIN", "unavailable", unreachable],
  // A number that is larger than its column.
  ["22003", "bad-request", "A number in the request is larger than any that is stored."],
];

/** What the PostgreSQL client says, without a code, of a connection that broke or could not be had in time. */
const lostConnection =
  /^Connection terminated|^Client has encountered a connection error|^timeout exceeded when trying to connect|^Query read timeout|^The server does not|^driver has already been destroyed/;

/** Whether an error's code is one of a full disk. SQLite's index of its log is shared memory, which is a file. */
export const isFull = (code: unknown): boolean =>
  typeof code === "string" && /^(SQLITE_FULL|SQLITE_IOERR_SHMSIZE|ENOSPC|EDQUOT|53100)/.test(code);

/**
 * What a person is told of an error that the database or the disk is the reason of, and not the program.
 *
 * @param address the database that was asked, whose file is named where its disk is full
 * @returns undefined for any other error
 */
export function storageFailure(error: unknown, address?: Asked): Failure | undefined {
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown[] };
  if (isFull(code)) return describeFull(error as NodeJS.ErrnoException, address);
  if (typeof code === "string" && code.startsWith("SQLITE_READONLY") && address?.kind === "sqlite") {
    return whyReadOnly(address.file) ?? toFailure("unavailable", readOnly);
  }
  const found = typeof code === "string" && codes.find(([start]) => code.startsWith(start));
  if (found) return toFailure(found[1], found[2]);
  if (typeof message === "string" && lostConnection.test(message))
    return toFailure("unavailable", unreachable);
  // Each address of the database's host was tried.
  return Array.isArray(errors) && errors.length > 0 ? storageFailure(errors[0], address) : undefined;
}

function describeFull({ code = "", path, message }: NodeJS.ErrnoException, address?: Asked): Failure {
  if (code === "53100") {
    return new Failure(
      "disk-full",
      `The disk of the PostgreSQL server is full: nothing was saved (it says: ${message}). Make room there, then try again.`,
    );
  }
  const file = path ?? (address?.kind === "sqlite" ? address.file : undefined);
  if (file === undefined) {
    return new Failure("disk-full", "The disk is full: nothing was saved. Make room there, then try again.");
  }
  return diskFull(file, minRoom);
}

const toFailure = (code: FailureCode, message: string) =>
  new Failure(code, message, code === "unavailable" ? { retryAfterSeconds } : undefined);
