import type { Db } from "../schema.ts";
import { continueIdsAfter } from "./newId.ts";

/**
 * Has ids made from now on sort after those of all events. Whatever reads on from the last id that it saw would miss an
 * event whose id sorts before it: a clock may have been set back, or another program may have written since this one
 * started, by a clock that was ahead.
 */
export async function continueIds(db: Db): Promise<void> {
  // Without a value that SQLite would plan anew for.
  const newest = await db
    .selectFrom("event")
    .select(({ fn }) => fn.max("id").as("id"))
    .executeTakeFirst();
  if (newest?.id) continueIdsAfter(newest.id);
}
