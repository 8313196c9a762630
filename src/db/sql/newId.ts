import { randomInt } from "node:crypto";
import { v7 } from "uuid";

/** The time and the number within it of the id that was made last. */
let last = { msecs: 0, seq: 0 };

const startSeq = () => randomInt(2 ** 31);

/**
 * A new row's id: sorts after all that were made before, and cannot be guessed (42 random bits). While a clock that was
 * set back has not caught up, ids count on from the last one.
 */
export function newId(): string {
  const now = Date.now();
  if (now > last.msecs) last = { msecs: now, seq: startSeq() };
  else if (last.seq < 2 ** 32 - 1) last = { ...last, seq: last.seq + 1 };
  else last = { msecs: last.msecs + 1, seq: startSeq() };
  return v7(last);
}

/** Has ids made from now on sort after one that is stored, which may have been made by a clock that was ahead. */
export function continueIdsAfter(id: string): void {
  const msecs = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  if (msecs >= last.msecs) last = { msecs: msecs + 1, seq: startSeq() };
}

/** An id that tells nothing of when it was made, but that it is of another's time. */
export const newIdBeside = (id: string): string =>
  v7({ msecs: Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16), seq: startSeq() });
