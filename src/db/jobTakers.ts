import type { Insertable } from "kysely";
import type { Db, Tables } from "./schema.ts";

/** Says that a server or a worker is here. */
export async function signOn(db: Db, taker: Insertable<Tables["jobTaker"]>): Promise<void> {
  await db
    .insertInto("jobTaker")
    .values(taker)
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ seenAt: taker.seenAt }))
    .execute();
}

export async function signOff(db: Db, id: string): Promise<void> {
  await db.deleteFrom("jobTaker").where("id", "=", id).execute();
}

/** Forgets those that were not seen since then: they were killed. */
export async function forgetTakers(db: Db, since: string): Promise<void> {
  await db.deleteFrom("jobTaker").where("seenAt", "<", since).execute();
}

/** The kinds of jobs that somebody takes who was seen since then. */
export async function listTakenKinds(db: Db, since: string): Promise<Set<string>> {
  const rows = await db.selectFrom("jobTaker").select("kindsJson").where("seenAt", ">=", since).execute();
  return new Set(rows.flatMap(({ kindsJson }) => JSON.parse(kindsJson) as string[]));
}
