import { readFileSync } from "node:fs";

const logHeaderBytes = 32;
const frameHeaderBytes = 24;
/** The last bit says whether the sums are of big-endian words. */
const magic = 0x377f0682;

/**
 * Whether a write-ahead log of SQLite holds pages that its reader would not see, because something before them is
 * wrong. SQLite stops at the first wrong frame without a word: at the end of the log that is a save which was never
 * answered, before the end it is damage.
 *
 * Source: sqlite.org/fileformat2.html, "The Write-Ahead Log".
 */
export function isLogDamaged(file: string): boolean {
  const log = readIfThere(file);
  if (log.length < logHeaderBytes) return log.length > 0;
  const first = log.readUInt32BE(0);
  if ((first & ~1) !== magic) return true;
  const read = first & 1 ? (at: number) => log.readUInt32BE(at) : (at: number) => log.readUInt32LE(at);
  let sums: Sums = addWords(read, 0, 24, [0, 0]);
  if (!areSums(log, 24, sums)) return true;
  const frameBytes = frameHeaderBytes + log.readUInt32BE(8);
  let isWrong = false;
  for (let at = logHeaderBytes; at + frameBytes <= log.length; at += frameBytes) {
    // Frames of an earlier turn of the log have other salts, and count for nothing.
    if (log.compare(log, 16, 24, at + 8, at + 16) !== 0) {
      isWrong = true;
      continue;
    }
    if (isWrong) return true;
    sums = addWords(read, at, at + 8, sums);
    sums = addWords(read, at + frameHeaderBytes, at + frameBytes, sums);
    isWrong = !areSums(log, at + 16, sums);
  }
  return false;
}

/** The last program to end removes the log, maybe just now. */
function readIfThere(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return Buffer.alloc(0);
    throw error;
  }
}

type Sums = readonly [number, number];

function addWords(read: (at: number) => number, from: number, to: number, [first, second]: Sums): Sums {
  let [a, b] = [first, second];
  for (let at = from; at < to; at += 8) {
    a = (a + read(at) + b) >>> 0;
    b = (b + read(at + 4) + a) >>> 0;
  }
  return [a, b];
}

const areSums = (log: Buffer, at: number, [first, second]: Sums) =>
  log.readUInt32BE(at) === first && log.readUInt32BE(at + 4) === second;
