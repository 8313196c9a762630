import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Db } from "../schema.ts";

interface Tries {
  failed: number;
  /** Milliseconds since the epoch. */
  since: number;
}

/**
 * Keeps how often something was guessed in vain, for all servers, and beyond their end. Names are kept as hashes: people mistype
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

    /** Counts one more, in the period that began then or in one that another server has begun. */
    async add(key: string, since: number): Promise<void> {
      const begun = toTime(since);
      // Of a period that is over, or that a clock which ran ahead has begun, nothing counts.
      const isOver = sql<boolean>`"failedTries"."since" <= ${toTime(Date.now() - periodMs)} or "failedTries"."since" > ${toTime(Date.now())}`;
      await db
        .insertInto("failedTries")
        .values({ name: nameOf(key), failed: 1, since: begun })
        .onConflict((conflict) =>
          conflict.column("name").doUpdateSet({
            failed: sql<number>`case when ${isOver} then 1 else "failedTries"."failed" + 1 end`,
            since: sql<string>`case when ${isOver} then ${begun} else "failedTries"."since" end`,
          }),
        )
        .execute();
      await db
        .deleteFrom("failedTries")
        .where("since", "<", toTime(Date.now() - periodMs))
        .execute();
    },
  };
}
