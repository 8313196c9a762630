import type { Proof } from "../../contract/people/secondFactor.ts";
import type { Db } from "../schema.ts";

/** Codes that were right stay known so long: more than can be right at one time. */
const maxSpent = 5;

/** A person's own app and passkeys. */
export async function findSecondFactors(
  db: Db,
  person: string,
): Promise<{ app: boolean; passkeys: { id: string; name: string; createdAt: string }[] }> {
  const app = await db
    .selectFrom("twoFactor")
    .innerJoin("person", "person.id", "twoFactor.userId")
    .select(["twoFactor.verified", "person.twoFactorEnabled"])
    .where("twoFactor.userId", "=", person)
    .executeTakeFirst();
  const rows = await db
    .selectFrom("passkey")
    .select(["id", "name", "createdAt"])
    .where("userId", "=", person)
    .orderBy("createdAt")
    .orderBy("id")
    .execute();
  return {
    app: Boolean(app?.verified && app.twoFactorEnabled),
    passkeys: rows.map(({ id, name, createdAt }) => ({
      id,
      name: name ?? "",
      createdAt: new Date(createdAt).toISOString(),
    })),
  };
}

/** Whether a code of a person's app has opened something. */
export async function isSpent(db: Db, person: string, code: string): Promise<boolean> {
  const row = await db
    .selectFrom("twoFactor")
    .select("spentCodes")
    .where("userId", "=", person)
    .executeTakeFirst();
  return row?.spentCodes.split(" ").includes(code) ?? false;
}

/**
 * Marks a code that an app made as used: it opens nothing more.
 * @returns whether it was new
 */
export async function spendCode(db: Db, person: string, code: string): Promise<boolean> {
  const row = await db
    .selectFrom("twoFactor")
    .select("spentCodes")
    .where("userId", "=", person)
    .executeTakeFirst();
  if (!row) return false;
  const spent = row.spentCodes.split(" ").filter((one) => one !== "");
  if (spent.includes(code)) return false;
  const { numUpdatedRows } = await db
    .updateTable("twoFactor")
    .set({ spentCodes: [...spent, code].slice(-maxSpent).join(" ") })
    .where("userId", "=", person)
    // Of two at once, one is first.
    .where("spentCodes", "=", row.spentCodes)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Says by what a session was opened, or opened further. */
export async function setProof(db: Db, session: { id: string } | { token: string }, proof: Proof) {
  const [column, value] =
    "id" in session ? (["id", session.id] as const) : (["token", session.token] as const);
  await db.updateTable("session").set({ proof }).where(column, "=", value).execute();
}

/** @returns whether the person had it */
export async function deletePasskey(db: Db, { person, passkey }: { person: string; passkey: string }) {
  const { numDeletedRows } = await db
    .deleteFrom("passkey")
    .where("id", "=", passkey)
    .where("userId", "=", person)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Where a person's last second factor went, what was opened by one stands for a password. */
export async function forgetProofs(db: Db, person: string): Promise<void> {
  const { app, passkeys } = await findSecondFactors(db, person);
  if (app || passkeys.length > 0) return;
  await db
    .updateTable("session")
    .set({ proof: "password" })
    .where("userId", "=", person)
    .where("proof", "in", ["code", "passkey"])
    .execute();
  await db.updateTable("accessToken").set({ proof: "password" }).where("personId", "=", person).execute();
}

/**
 * Takes a person's app and passkeys away, and signs them out everywhere.
 * @returns how many of each there were
 */
export async function deleteSecondFactors(
  db: Db,
  person: string,
  no: 0 | false,
): Promise<{ apps: number; passkeys: number }> {
  const apps = await db.deleteFrom("twoFactor").where("userId", "=", person).executeTakeFirst();
  const passkeys = await db.deleteFrom("passkey").where("userId", "=", person).executeTakeFirst();
  await db.updateTable("person").set({ twoFactorEnabled: no }).where("id", "=", person).execute();
  await db.deleteFrom("session").where("userId", "=", person).execute();
  return { apps: Number(apps.numDeletedRows), passkeys: Number(passkeys.numDeletedRows) };
}
