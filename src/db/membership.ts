import type { Role, Stage } from "../core/stage.ts";
import type { Db } from "./schema.ts";

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
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .orderBy("role")
    .execute();
  return rows.map(({ role }) => role);
}

/** Things that belong to one project: who asks for one by its id has the roles that they have in its project. */
export type Belonging = "image" | "exemplar" | "release";

/** What a person may do with something that belongs to a project; nothing where it is not there or not theirs. */
export async function listRolesFor(db: Db, noun: Belonging, id: string, person: string): Promise<Role[]> {
  const rows = await db
    .selectFrom("membership")
    .select("role")
    .where("personId", "=", person)
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
    .where("assignment.id", "=", assignment)
    .where("assignment.personId", "=", person)
    .where("assignment.state", "!=", "withdrawn")
    .execute();
  const [first] = rows;
  return first && { stage: first.stage, roles: rows.map(({ role }) => role) };
}

/** Gives a person a role in a project. @returns whether they did not have it before */
export async function insertMembership(
  db: Db,
  membership: { projectId: string; personId: string; role: Role; createdAt: string },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await db
    .insertInto("membership")
    .values(membership)
    .onConflict((conflict) => conflict.columns(["projectId", "personId", "role"]).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
