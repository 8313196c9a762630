import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import type { Context } from "../../actions/context.ts";
import { endSessions } from "../../db/people/session.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";

/** Size of the file in bytes: room for some hundred session ids. */
const reserved = 16_384;
const retryAfter = 5_000;

export type EndedSessions = ReturnType<typeof keepEndedSessions>;

/**
 * Ends sessions even while the database cannot be written, for example because its disk is full: they are kept in a
 * file whose space was reserved beforehand, and removed from the database once it can be written again.
 *
 * @param pause between two tries, in ms
 */
export function keepEndedSessions(
  { db, dataFolder }: Pick<Context, "db" | "dataFolder">,
  warn: (about: { err: unknown }, text: string) => void,
  pause = retryAfter,
) {
  const file = join(dataFolder, "ended-sessions");
  const ended = new Set(readEnded(file));
  let timer: NodeJS.Timeout | undefined;
  write();
  if (ended.size > 0) void settle();

  /** Always writes the same number of bytes, which needs no new space. */
  function write(): void {
    const text = [...ended].map((session) => `${session}\n`).join("");
    try {
      const handle = openSync(file, constants.O_RDWR | constants.O_CREAT);
      try {
        writeSync(handle, text.padEnd(reserved), 0);
        fsyncSync(handle);
      } finally {
        closeSync(handle);
      }
    } catch (err) {
      // They stay ended as long as the server runs.
      if (ended.size > 0) warn({ err }, `${file} was not written: ended sessions last until the next start`);
    }
  }

  async function settle(): Promise<void> {
    const some = [...ended];
    try {
      await endSessions(db, some);
      for (const session of some) ended.delete(session);
      write();
    } catch {
      // The disk is still full.
    }
    timer = ended.size === 0 ? undefined : setTimeout(settle, pause).unref();
  }

  return {
    has: (session: string): boolean => ended.has(session),
    async end(session: string): Promise<void> {
      try {
        await endSessions(db, [session]);
      } catch (error) {
        if (!storageFailure(error)) throw error;
        ended.add(session);
        write();
        timer ??= setTimeout(settle, pause).unref();
      }
    },
    close: () => clearTimeout(timer),
  };
}

function readEnded(file: string): string[] {
  try {
    return readFileSync(file, "utf8").split(/\s+/).filter(Boolean);
  } catch {
    return [];
  }
}
