import type { Proof } from "../../contract/people/secondFactor.ts";
import { isLanguage, type Language } from "../../core/people/language.ts";
import type { Role } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";
import { planned } from "../sql/planned.ts";

export interface Member {
  id: string;
  name: string;
  email: string;
  roles: Role[];
}

/** Everybody with a role in a project, by name. */
export async function listMembers(db: Db, project: string): Promise<Member[]> {
  const people = await listPeople(db, project);
  return people
    .filter(({ endedAt }) => endedAt === null)
    .map(({ id, name, email, roles }) => ({ id, name, email, roles }));
}

/** Somebody who belongs to a project or belonged to it, with the roles they have or had last. */
export interface ProjectPerson extends Member {
  lastSeenAt: string | null;
  tutorialFinishedAt: string | null;
  /** Since when they have no rights any more; null while they do. */
  endedAt: string | null;
}

/** Everybody who belongs to a project or belonged to it, by name. */
export async function listPeople(db: Db, project: string): Promise<ProjectPerson[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select([
      "person.id",
      "person.name",
      "person.email",
      "person.lastSeenAt",
      "person.tutorialFinishedAt",
      "membership.role",
      "membership.endedAt",
    ])
    .where("membership.projectId", "=", project)
    .orderBy("person.name")
    .orderBy("person.id")
    .orderBy("membership.role")
    .execute();
  const people = new Map<string, ProjectPerson>();
  for (const { role, ...person } of rows) {
    const known = people.get(person.id);
    if (!known || (known.endedAt !== null && person.endedAt === null)) {
      people.set(person.id, { ...person, roles: [role] });
    } else if ((known.endedAt === null) === (person.endedAt === null)) known.roles.push(role);
  }
  return [...people.values()];
}

/** Whose a session is, by what it was opened, and until when. */
export async function findPersonOfSession(
  db: Db,
  session: string,
): Promise<
  { person: { id: string; name: string; email: string; proof: Proof }; expiresAt: Date } | undefined
> {
  const row = await db
    .selectFrom("session")
    .innerJoin("person", "person.id", "session.userId")
    .select(["person.id", "person.name", "person.email", "session.proof", "session.expiresAt"])
    .where("session.id", "=", planned(session))
    .executeTakeFirst();
  if (!row) return undefined;
  const { expiresAt, proof, ...person } = row;
  return { person: { ...person, proof: proof ?? "password" }, expiresAt: new Date(expiresAt) };
}

/** What a person says of themselves. */
export async function getAccountOf(db: Db, person: string): Promise<{ name: string; wantsMail: boolean }> {
  const row = await db
    .selectFrom("person")
    .select(["name", "wantsMail"])
    .where("id", "=", person)
    .executeTakeFirstOrThrow();
  return { name: row.name, wantsMail: row.wantsMail === 1 };
}

export async function updateAccountOf(
  db: Db,
  person: string,
  { name, wantsMail, at }: { name: string; wantsMail: boolean; at: string },
): Promise<void> {
  await db
    .updateTable("person")
    .set({ name, wantsMail: wantsMail ? 1 : 0, updatedAt: at })
    .where("id", "=", person)
    .execute();
}

/** The language that a person chose; null where they chose none. */
export async function findLanguageOf(db: Db, person: string): Promise<Language | null> {
  const row = await db.selectFrom("person").select("language").where("id", "=", person).executeTakeFirst();
  return isLanguage(row?.language) ? row.language : null;
}

export async function updateLanguageOf(db: Db, person: string, language: Language): Promise<void> {
  await db.updateTable("person").set({ language }).where("id", "=", person).execute();
}

/** Who has an account with an e-mail address. */
export async function findPersonByEmail(db: Db, email: string): Promise<{ id: string } | undefined> {
  return db.selectFrom("person").select("id").where("email", "=", email.toLowerCase()).executeTakeFirst();
}

export async function findEmailOf(db: Db, person: string): Promise<string | undefined> {
  const row = await db.selectFrom("person").select("email").where("id", "=", person).executeTakeFirst();
  return row?.email;
}

export async function updateLastSeen(db: Db, person: string, at: string): Promise<void> {
  await db.updateTable("person").set({ lastSeenAt: at }).where("id", "=", person).execute();
}

/** A person's name for others to read; "the command line" for nobody. */
export async function findPersonName(db: Db, person: string | null): Promise<string> {
  if (person === null) return "the command line";
  const row = await db.selectFrom("person").select("name").where("id", "=", person).executeTakeFirst();
  return row?.name ?? "somebody who left";
}

/** Names by id, of those who are there. */
export async function listPersonNames(db: Db, people: readonly string[]): Promise<Map<string, string>> {
  if (people.length === 0) return new Map();
  const rows = await db
    .selectFrom("person")
    .select(["id", "name"])
    .where("id", "in", [...new Set(people)])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether anybody can sign in, or was given a role. */
export async function isAnybodyHere(db: Db): Promise<boolean> {
  const account = await db.selectFrom("account").select("id").limit(1).executeTakeFirst();
  if (account) return true;
  const role = await db
    .selectFrom("membership")
    .select("personId")
    .where("endedAt", "is", null)
    .limit(1)
    .executeTakeFirst();
  return role !== undefined;
}

/** Lets a person make projects. */
export async function allowProjects(db: Db, person: string): Promise<void> {
  await db.updateTable("person").set({ makesProjects: 1 }).where("id", "=", person).execute();
}

/** Whether a person may make projects: whoever leads one may, and whom the installation lets. */
export async function mayMakeProjects(db: Db, person: string): Promise<boolean> {
  const row = await db
    .selectFrom("person")
    .select("makesProjects")
    .where("id", "=", person)
    .executeTakeFirst();
  if (row?.makesProjects === 1) return true;
  const lead = await db
    .selectFrom("membership")
    .select("projectId")
    .where("personId", "=", person)
    .where("role", "=", "lead")
    .where("endedAt", "is", null)
    .limit(1)
    .executeTakeFirst();
  return lead !== undefined;
}
