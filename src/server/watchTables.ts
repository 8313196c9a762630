import type { Context } from "../actions/context.ts";
import { Failure } from "../contract/failure.ts";
import { findTableVersion } from "../db/sql/migrate.ts";

/** Milliseconds between two looks. */
const usualInterval = 2_000;

export interface WatchedTables {
  /** @throws Failure `unavailable` once a newer version has changed the tables so that this one cannot go on */
  check(): void;
  close(): void;
}

/**
 * Looks whether a newer version of the program has changed the tables beside this server, which was not stopped: what
 * it would store then might be wrong without a word.
 */
export function watchTables(
  { db, dialect }: Pick<Context, "db" | "dialect">,
  warn: (about: { reason: string }, text: string) => void,
  interval = usualInterval,
): WatchedTables {
  let closed = false;
  let timer: NodeJS.Timeout;
  let refused = false;
  let told = "";

  const tell = (reason: string, text: string) => {
    if (told !== reason) warn({ reason }, text);
    told = reason;
  };

  async function look(): Promise<void> {
    try {
      const { beside } = await findTableVersion(db, dialect);
      refused = false;
      if (beside.length > 0)
        tell(beside.at(-1)!, "a newer version has added to the tables: this server goes on, renew it soon");
    } catch (error) {
      // What is said of a database that does not answer is said to those who ask something of it.
      if (!(error instanceof Failure)) return;
      refused = true;
      tell(error.message, "a newer version has changed the tables: this server answers nobody any more");
    }
  }

  const wait = () => {
    timer = setTimeout(() => void look().then(() => closed || wait()), interval);
    timer.unref();
  };
  wait();
  return {
    check() {
      if (refused)
        throw new Failure(
          "unavailable",
          "This server is being replaced by a newer version. Wait a moment: what you did is sent again by itself.",
          { retryAfterSeconds: 5 },
        );
    },
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
