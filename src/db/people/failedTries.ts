import { createHash } from "node:crypto";
import type { Db } from "../schema.ts";

interface Tries {
  failed: number;
  /** Milliseconds since the epoch. */
  since: number;
}

/**
 * Keeps how often something was guessed in vain, so that it outlives the server. Names are kept as hashes: people mistype
 * their address, and put their password where it belongs.
 *
 * @param which.periodMs after which tries are forgotten
 */
export function keepTries(db: Db, { kind, periodMs }: { kind: string; periodMs: number }) {
  const nameOf = (key: string) => `${kind} ${createHash("sha256").update(key).digest("hex")}`;
  const toTime = (at: number) => new Date(at).toISOString();
  return {
    async find(key: string): Promise<Tries | undefined> {
      const row = await db
        .selectFrom("failedTries")
        .select(["failed", "since"])
        .where("name", "=", nameOf(key))
        .where("since", ">", toTime(Date.now() - periodMs))
        .executeTakeFirst();
      return row && { failed: row.failed, since: Date.parse(row.since) };
    },

    async write(key: string, tries: Tries): Promise<void> {
      const row = { failed: tries.failed, since: toTime(tries.since) };
      await db
        .insertInto("failedTries")
        .values({ name: nameOf(key), ...row })
        .onConflict((conflict) => conflict.column("name").doUpdateSet(row))
        .execute();
      await db
        .deleteFrom("failedTries")
        .where("since", "<", toTime(Date.now() - periodMs))
        .execute();
    },
  };
}
