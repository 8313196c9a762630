import { randomBytes, randomInt } from "node:crypto";
import { v7 } from "uuid";

/** The time and the number within it of the id that was made last. */
let last = { msecs: 0, seq: 0 };

const startSeq = () => randomInt(2 ** 31);

/**
 * A new row's id: sorts after all that were made before, and cannot be guessed (42 random bits). While a clock that was
 * set back has not caught up, ids count on from the last one.
 */
export const newId = (): string => v7(next());

function next(): { msecs: number; seq: number } {
  const now = Date.now();
  if (now > last.msecs) last = { msecs: now, seq: startSeq() };
  else if (last.seq < 2 ** 32 - 1) last = { ...last, seq: last.seq + 1 };
  else last = { msecs: last.msecs + 1, seq: startSeq() };
  return last;
}

/**
 * New ids whose random bits lie between two of the `parts` into which all their values are cut. Of rows that are made
 * part after part, those made together stand together in an index by these bits; over all parts they are as random as
 * others, and those within one cannot be guessed either (a thousandth has 32 random bits).
 *
 * @param part from 0
 */
export function newIdsInPart(count: number, part: number, parts: number): string[] {
  const random = randomBytes(count * 8);
  return Array.from({ length: count }, (_, at) => {
    // 53 bits, which are all that a number holds, from 0 to 1.
    const share = Number(random.readBigUInt64LE(at * 8) >> 11n) / 2 ** 53;
    const bits = Math.min(2 ** 42 - 1, Math.floor(((part + share) / parts) * 2 ** 42));
    const bytes = new Uint8Array(16);
    for (let place = 15, rest = bits; place >= 10; place--, rest = Math.floor(rest / 256))
      bytes[place] = rest % 256;
    return v7({ ...next(), random: bytes });
  });
}

/** Has ids made from now on sort after one that is stored, which may have been made by a clock that was ahead. */
export function continueIdsAfter(id: string): void {
  const msecs = Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16);
  if (msecs >= last.msecs) last = { msecs: msecs + 1, seq: startSeq() };
}

/** An id that tells nothing of when it was made, but that it is of another's time. */
export const newIdBeside = (id: string): string =>
  v7({ msecs: Number.parseInt(id.replaceAll("-", "").slice(0, 12), 16), seq: startSeq() });
