import type { Db } from "../schema.ts";

const chunkSize = 500;

/** Addresses end so that belong to nobody (RFC 2606): no mail reaches them, and nobody signs in by them. */
export const importedDomain = "imported.invalid";

/** Whether answers were imported in a person's name: nobody is behind it. */
export async function isImported(db: Db, person: string): Promise<boolean> {
  const row = await db
    .selectFrom("person")
    .select("id")
    .where("id", "=", person)
    .where("email", "like", `%@${importedDomain}`)
    .executeTakeFirst();
  return row !== undefined;
}

/** The ids of people by their addresses; those that nobody has are missing. */
export async function listPeopleByEmail(db: Db, emails: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (let first = 0; first < emails.length; first += chunkSize) {
    const rows = await db
      .selectFrom("person")
      .select(["id", "email"])
      .where("email", "in", emails.slice(first, first + chunkSize))
      .execute();
    for (const { id, email } of rows) found.set(email, id);
  }
  return found;
}

/** A person without an account. */
export async function insertImportedPerson(
  db: Db,
  dialect: "sqlite" | "postgres",
  { id, name, email, at }: { id: string; name: string; email: string; at: string },
): Promise<void> {
  const emailVerified = dialect === "sqlite" ? 0 : false;
  await db
    .insertInto("person")
    .values({ id, name, email, emailVerified, image: null, createdAt: at, updatedAt: at })
    .execute();
}

export async function insertEndedMembership(
  db: Db,
  { project, person, at }: { project: string; person: string; at: string },
): Promise<void> {
  await db
    .insertInto("membership")
    .values({ projectId: project, personId: person, role: "annotator", createdAt: at, endedAt: at })
    .execute();
}
