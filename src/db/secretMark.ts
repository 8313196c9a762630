import { createHmac } from "node:crypto";
import type { Db } from "./schema.ts";

/** Tells secrets apart and gives none away. */
export const markOf = (secret: string): string =>
  createHmac("sha256", secret).update("which secret this is").digest("hex");

/** That of the secret by which the servers of a database sign; undefined before the first one. */
export async function findSecretMark(db: Db): Promise<string | undefined> {
  const row = await db.selectFrom("secretMark").select("mark").executeTakeFirst();
  return row?.mark;
}

/** The same, and this one where there is none: of servers that start at once, one is the first. */
export async function keepSecretMark(db: Db, mark: string): Promise<string> {
  const known = await findSecretMark(db);
  if (known !== undefined) return known;
  await db
    .insertInto("secretMark")
    .values({ id: 1, mark })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  return (await findSecretMark(db)) ?? mark;
}

/** The next server's secret counts. @returns whether there was another */
export async function forgetSecretMark(db: Db): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom("secretMark").executeTakeFirst();
  return numDeletedRows > 0n;
}
