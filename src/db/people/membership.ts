import type { Role, Stage } from "../../core/tasks/stage.ts";
import type { Db } from "../schema.ts";
import { planned } from "../sql/planned.ts";

/** The projects in which a person has a role, by name. */
export async function listProjectsOf(
  db: Db,
  person: string,
): Promise<{ id: string; name: string; roles: Role[] }[]> {
  const rows = await db
    .selectFrom("membership")
    .innerJoin("project", "project.id", "membership.projectId")
    .select(["project.id", "project.name", "membership.role"])
    .where("membership.personId", "=", person)
    .where("membership.endedAt", "is", null)
    .orderBy("project.name")
    .orderBy("membership.role")
    .execute();
  const projects = new Map<string, { id: string; name: string; roles: Role[] }>();
  for (const { role, ...project } of rows) {
    const known = projects.get(project.id) ?? { ...project, roles: [] };
    known.roles.push(role);
    projects.set(project.id, known);
  }
  return [...projects.values()];
}

/** What a person may do in a project; nothing where the project does not exist or is not theirs. */
export async function listRoles(db: Db, project: string, person: string): Promise<Role[]> {
  const rows = await db
    .selectFrom("membership")
    .select("role")
    .where("projectId", "=", planned(project))
    .where("personId", "=", planned(person))
    .where("endedAt", "is", null)
    .orderBy("role")
    .execute();
  return rows.map(({ role }) => role);
}

/** Whether anybody but leads has or had a role in a project. */
export async function hadWorkers(db: Db, project: string): Promise<boolean> {
  const row = await db
    .selectFrom("membership")
    .select("personId")
    .where("projectId", "=", project)
    .where("role", "!=", "lead")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Things that belong to one project: who asks for one by its id has the roles that they have in its project. */
export type Belonging = "image" | "exemplar" | "release";

/** What a person may do with something that belongs to a project; nothing where it is not there or not theirs. */
export async function listRolesFor(db: Db, noun: Belonging, id: string, person: string): Promise<Role[]> {
  const rows = await db
    .selectFrom("membership")
    .select("role")
    .where("personId", "=", person)
    .where("endedAt", "is", null)
    // The tables differ in type alone: each has an id and a project.
    .where(
      "projectId",
      "in",
      db
        .selectFrom(noun as "image")
        .select("projectId")
        .where("id", "=", id),
    )
    .execute();
  return rows.map(({ role }) => role);
}

/** The stage of a person's own assignment and their roles in its project; undefined where it is not theirs. */
export async function findOwnAssignment(
  db: Db,
  assignment: string,
  person: string,
): Promise<{ stage: Stage; roles: Role[] } | undefined> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("membership", (join) =>
      join
        .onRef("membership.projectId", "=", "assignment.projectId")
        .onRef("membership.personId", "=", "assignment.personId"),
    )
    .select(["assignment.stage", "membership.role"])
    .where("assignment.id", "=", planned(assignment))
    .where("assignment.personId", "=", planned(person))
    .where("assignment.state", "!=", "withdrawn")
    .where("membership.endedAt", "is", null)
    .execute();
  const [first] = rows;
  return first && { stage: first.stage, roles: rows.map(({ role }) => role) };
}

/** What a person may do in the project of their own review or sheet; nothing where it is not theirs. */
export async function listRolesOfOwn(
  db: Db,
  noun: "review" | "sheet" | "error",
  id: string,
  person: string,
): Promise<Role[]> {
  // The tables differ in type alone: each has an id, a project and a person.
  const tables = { review: "review", sheet: "sheetAnswer", error: "sampledError" } as const;
  const table = tables[noun] as "review";
  const rows = await db
    .selectFrom(`${table} as own`)
    .innerJoin("membership", (join) =>
      join
        .onRef("membership.projectId", "=", "own.projectId")
        .onRef("membership.personId", "=", "own.personId"),
    )
    .select("membership.role")
    .where("own.id", "=", id)
    .where("own.personId", "=", person)
    .where("membership.endedAt", "is", null)
    .execute();
  return rows.map(({ role }) => role);
}

/** How many people have a role in a project. */
export async function countMembers(db: Db, project: string, role: Role): Promise<number> {
  const { people } = await db
    .selectFrom("membership")
    .select((eb) => eb.fn.countAll().as("people"))
    .where("projectId", "=", project)
    .where("role", "=", role)
    .where("endedAt", "is", null)
    .executeTakeFirstOrThrow();
  return Number(people);
}

/** Gives a person a role in a project, or gives it back. @returns whether they did not have it before */
export async function insertMembership(
  db: Db,
  membership: { projectId: string; personId: string; role: Role; createdAt: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("membership")
    .values(membership)
    .onConflict((conflict) =>
      conflict
        .columns(["projectId", "personId", "role"])
        .doUpdateSet({ endedAt: null, createdAt: membership.createdAt })
        .where("membership.endedAt", "is not", null),
    )
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/** A person's rows in a project, those that ended too. */
export async function listMemberships(
  db: Db,
  project: string,
  person: string,
): Promise<{ role: Role; endedAt: string | null }[]> {
  return db
    .selectFrom("membership")
    .select(["role", "endedAt"])
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .orderBy("role")
    .execute();
}

/** The roles that a person has from now on, in place of those that they had. */
export async function replaceMemberships(
  db: Db,
  { projectId, personId }: { projectId: string; personId: string },
  roles: readonly Role[],
  at: string,
): Promise<void> {
  await db
    .deleteFrom("membership")
    .where("projectId", "=", projectId)
    .where("personId", "=", personId)
    .where("role", "not in", roles)
    .execute();
  for (const role of roles) await insertMembership(db, { projectId, personId, role, createdAt: at });
}

/** Ends a person's rights in a project (`at`), or gives them back (null). */
export async function updateMembershipEnd(
  db: Db,
  { projectId, personId }: { projectId: string; personId: string },
  at: string | null,
): Promise<void> {
  await db
    .updateTable("membership")
    .set({ endedAt: at })
    .where("projectId", "=", projectId)
    .where("personId", "=", personId)
    .execute();
}

/** The people who lead a project. */
export async function listLeads(db: Db, project: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .select("personId")
    .where("projectId", "=", project)
    .where("role", "=", "lead")
    .where("endedAt", "is", null)
    .execute();
  return rows.map(({ personId }) => personId);
}

/** The projects that a person belongs to or belonged to. */
export async function listProjectsEverOf(db: Db, person: string): Promise<string[]> {
  const rows = await db
    .selectFrom("membership")
    .select("projectId")
    .distinct()
    .where("personId", "=", person)
    .execute();
  return rows.map(({ projectId }) => projectId);
}

/** Whether a person belonged to a project, and belongs to none any more. */
export async function hasLeftAll(db: Db, person: string): Promise<boolean> {
  const rows = await db.selectFrom("membership").select("endedAt").where("personId", "=", person).execute();
  return rows.length > 0 && rows.every(({ endedAt }) => endedAt !== null);
}

/** Makes changes of people in one project come one after the other. SQLite has one writer anyway. */
export async function lockProject(db: Db, dialect: "sqlite" | "postgres", project: string): Promise<void> {
  if (dialect !== "postgres") return;
  await db.selectFrom("project").select("id").where("id", "=", project).forUpdate().execute();
}

/** Whether a person was never a member of any project. */
export async function hasNeverBelonged(db: Db, person: string): Promise<boolean> {
  const row = await db
    .selectFrom("membership")
    .select("role")
    .where("personId", "=", person)
    .executeTakeFirst();
  return row === undefined;
}
