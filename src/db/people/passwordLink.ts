import { createHash } from "node:crypto";
import type { Role } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";

/** A role that somebody gets once they have used a link that was sent to their address. */
export interface Grant {
  project: string;
  role: Role;
}

export interface PasswordLink {
  person: string;
  /** The lead who made it; null: somebody at the command line. */
  madeBy: string | null;
  standing: string;
  grants: Grant[];
  expiresAt: string;
}

/** What changes whenever what a person's account opens has changed, or ways into it. */
const kinds = [
  "member-added",
  "roles-changed",
  "person-deactivated",
  "person-activated",
  "invitation-accepted",
];

/**
 * What a person's account opens and how, in short: a link that was made for it holds as long as this stays the same, and
 * so ends when the person joins a project, loses or gets back access, or links single sign-on.
 */
export async function findStanding(db: Db, person: string): Promise<string> {
  const memberships = await db
    .selectFrom("membership")
    .select(["projectId", "role", "endedAt"])
    .where("personId", "=", person)
    .orderBy("projectId")
    .orderBy("role")
    .execute();
  const accounts = await db
    .selectFrom("account")
    .select(["providerId", "accountId", "password"])
    .where("userId", "=", person)
    .orderBy("providerId")
    .orderBy("accountId")
    .execute();
  const { changes } = await db
    .selectFrom("event")
    .select(({ fn }) => fn.countAll().as("changes"))
    .where("aboutId", "=", person)
    .where("kind", "in", kinds)
    .executeTakeFirstOrThrow();
  const facts = JSON.stringify([memberships, accounts, Number(changes)]);
  return createHash("sha256").update(facts).digest("hex");
}

export async function insertPasswordLink(
  db: Db,
  { tokenSha256, person, grants, ...link }: PasswordLink & { tokenSha256: string },
): Promise<void> {
  await db
    .insertInto("passwordLink")
    .values({ ...link, tokenSha256, personId: person, grantsJson: JSON.stringify(grants) })
    .execute();
}

export async function findPasswordLink(db: Db, tokenSha256: string): Promise<PasswordLink | undefined> {
  const row = await db
    .selectFrom("passwordLink")
    .selectAll()
    .where("tokenSha256", "=", tokenSha256)
    .executeTakeFirst();
  if (!row) return undefined;
  const { personId: person, madeBy, standing, expiresAt } = row;
  return { person, madeBy, standing, expiresAt, grants: JSON.parse(row.grantsJson) as Grant[] };
}

/** Of two who use a link at once, one succeeds. @returns whether it was there */
export async function takePasswordLink(db: Db, tokenSha256: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom("passwordLink")
    .where("tokenSha256", "=", tokenSha256)
    .executeTakeFirst();
  return numDeletedRows === 1n;
}

/** Ends every link that sets a person's password. */
export async function endPasswordLinks(db: Db, person: string): Promise<void> {
  await db.deleteFrom("passwordLink").where("personId", "=", person).execute();
}
