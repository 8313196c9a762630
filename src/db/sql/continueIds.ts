import type { Db } from "../schema.ts";
import { continueIdsAfter } from "./newId.ts";

/** Whose rows are in the order of their ids, also for whoever reads on from the last one. */
type Ordered = "event" | "job" | "securityEvent";

/**
 * Has ids made from now on sort after those of all rows of a table. Whatever reads on from the last id that it saw would
 * miss a row whose id sorts before it: a clock may have been set back, or another program may have written since this
 * one started, by a clock that was ahead.
 */
export async function continueIds(db: Db, table: Ordered): Promise<void> {
  // Without a value that SQLite would plan anew for.
  const newest = await db
    .selectFrom(table)
    .select(({ fn }) => fn.max("id").as("id"))
    .executeTakeFirst();
  if (newest?.id) continueIdsAfter(newest.id);
}
