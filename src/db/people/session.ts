import type { Db } from "../schema.ts";

/** Where a person is signed in: sessions that have not ended, the last used first. */
export async function listSessionsOf(
  db: Db,
  person: string,
  now: Date,
): Promise<{ id: string; browser: string; since: string }[]> {
  const rows = await db
    .selectFrom("session")
    .select(["id", "userAgent", "createdAt", "updatedAt", "expiresAt"])
    .where("userId", "=", person)
    .execute();
  const time = (value: string | Date) => new Date(value).getTime();
  return rows
    .filter(({ expiresAt }) => time(expiresAt) > now.getTime())
    .toSorted((a, b) => time(b.updatedAt) - time(a.updatedAt))
    .map(({ id, userAgent, createdAt }) => ({
      id,
      browser: userAgent ?? "",
      since: new Date(createdAt).toISOString(),
    }));
}

/**
 * Ends a person's session, or all (`null`), but never the one that asks.
 * @returns how many
 */
export async function deleteSessions(
  db: Db,
  { person, session, except }: { person: string; session: string | null; except: string },
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom("session")
    .where("userId", "=", person)
    .where("id", "!=", except)
    .$if(session !== null, (query) => query.where("id", "=", session!))
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Notes when a session's person gave their password again. */
export async function confirmSession(db: Db, session: string, at: string): Promise<void> {
  await db.updateTable("session").set({ confirmedAt: at }).where("id", "=", session).execute();
}

/** When they last did. */
export async function findConfirmedAt(db: Db, session: string): Promise<string | null> {
  const row = await db
    .selectFrom("session")
    .select("confirmedAt")
    .where("id", "=", session)
    .executeTakeFirst();
  return row?.confirmedAt ?? null;
}

/** Ends sessions, whosever they are; those that have ended already are left out. */
export async function endSessions(db: Db, sessions: readonly string[]): Promise<void> {
  await db.deleteFrom("session").where("id", "in", sessions).execute();
}
