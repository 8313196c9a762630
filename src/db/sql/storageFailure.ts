import { Failure, type FailureCode } from "../../contract/failure.ts";

const busy = "The database is busy: nothing was saved. Try again in a moment.";
const unreachable = "The server cannot reach its database at the moment. Try again in a moment.";

/** Seconds after which a program may ask again. */
const retryAfterSeconds = 2;

/** What SQLite, PostgreSQL and the system say when they cannot read or write: how their codes begin. */
const codes: [start: string, FailureCode, message: string][] = [
  ["SQLITE_FULL", "disk-full", "The server's disk is full: nothing was saved. Tell the lead to make room."],
  ["ENOSPC", "disk-full", "The server's disk is full: nothing was saved. Tell the lead to make room."],
  ["53100", "disk-full", "The database's disk is full: nothing was saved. Tell the lead to make room."],
  ["SQLITE_BUSY", "unavailable", busy],
  // PostgreSQL: serialization failure, deadlock, a lock that could not be had, resources that ran out.
  ["40001", "unavailable", busy],
  ["40P01", "unavailable", busy],
  ["55P03", "unavailable", busy],
  ["53", "unavailable", busy],
  // The connection broke; the server is shutting down, crashed, starts, or dropped the database or the session.
  ["08", "unavailable", unreachable],
  ["57P", "unavailable", unreachable],
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

/**
 * What a person is told of an error that the database or the disk is the reason of, and not the program.
 * @returns undefined for any other error
 */
export function storageFailure(error: unknown): Failure | undefined {
  const { code, message, errors } = error as { code?: unknown; message?: unknown; errors?: unknown[] };
  const found = typeof code === "string" && codes.find(([start]) => code.startsWith(start));
  if (found) return toFailure(found[1], found[2]);
  if (typeof message === "string" && lostConnection.test(message))
    return toFailure("unavailable", unreachable);
  // Each address of the database's host was tried.
  return Array.isArray(errors) && errors.length > 0 ? storageFailure(errors[0]) : undefined;
}

const toFailure = (code: FailureCode, message: string) =>
  new Failure(code, message, code === "unavailable" ? { retryAfterSeconds } : undefined);
