import type { Role } from "../core/stage.ts";
import type { Db } from "./schema.ts";

export interface Member {
  id: string;
  name: string;
  email: string;
  roles: Role[];
}

/** Everybody with a role in a project, by name. */
export async function listMembers(db: Db, project: string): Promise<Member[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("person", "person.id", "membership.personId")
    .select(["person.id", "person.name", "person.email", "membership.role"])
    .where("membership.projectId", "=", project)
    .orderBy("person.name")
    .orderBy("person.id")
    .execute();
  const members = new Map<string, Member>();
  for (const { role, ...person } of rows) {
    const member = members.get(person.id) ?? { ...person, roles: [] };
    member.roles.push(role);
    members.set(person.id, member);
  }
  return [...members.values()];
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
