import { copyFileSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Failure } from "../../contract/failure.ts";

/** By database file, why it cannot be written. */
const reasons = new Map<string, Failure>();

/**
 * Copies a database to where SQLite can write what it needs beside it to read: its disk is full or read-only. Nobody
 * else has it open, because then that would be there.
 *
 * @param why what a person is told who tries to write
 */
export function copyForReading(file: string, why: Failure): { file: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), "multilabelfy-reading-"));
  const remove = () => {
    process.removeListener("exit", remove);
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", remove);
  try {
    const copy = join(folder, "multilabelfy.sqlite");
    for (const end of ["", "-wal"]) if (existsSync(file + end)) copyFileSync(file + end, copy + end);
    reasons.set(file, why);
    return { file: copy, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** Why a database cannot be written of which a copy is read; undefined for any other. */
export const whyReadOnly = (file: string): Failure | undefined => reasons.get(file);
