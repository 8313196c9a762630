import { Failure } from "../../contract/failure.ts";
import type { Db } from "../schema.ts";
import { findTableVersion } from "./migrate.ts";

/** Milliseconds between two looks. */
const usualInterval = 2_000;

export interface WatchedTables {
  /** Why this program must not go on; undefined while it may. */
  refusal(): Failure | undefined;
  close(): void;
}

/**
 * Looks whether a newer version of the program has changed the tables beside this one, which was not stopped: what it
 * would store then might be wrong without a word.
 *
 * @param hears what was found, once each: `onBeside` a change that this one can live with, by its name; `onRefused` why
 *   it must not go on
 */
export function watchTables(
  { db, dialect }: { db: Db; dialect: "sqlite" | "postgres" },
  hears: { onBeside: (change: string) => void; onRefused: (why: Failure) => void },
  interval = usualInterval,
): WatchedTables {
  let closed = false;
  let timer: NodeJS.Timeout;
  let refusal: Failure | undefined;
  let told = "";

  const tell = (what: string, hear: () => void) => {
    if (told !== what && !closed) hear();
    told = what;
  };

  async function look(): Promise<void> {
    try {
      const { beside } = await findTableVersion(db, dialect);
      refusal = undefined;
      const last = beside.at(-1);
      if (last !== undefined) tell(last, () => hears.onBeside(last));
    } catch (error) {
      // What is said of a database that does not answer is said to those who ask something of it.
      if (!(error instanceof Failure)) return;
      refusal = error;
      tell(error.message, () => hears.onRefused(error));
    }
  }

  const wait = () => {
    timer = setTimeout(() => void look().then(() => closed || wait()), interval);
    timer.unref();
  };
  wait();
  return {
    refusal: () => refusal,
    close() {
      closed = true;
      clearTimeout(timer);
    },
  };
}
