import { createHash } from "node:crypto";
import {
  importedDomain,
  insertEndedMembership,
  insertImportedPerson,
  listPeopleByEmail,
} from "../../db/people/importedPeople.ts";
import type { Db } from "../../db/schema.ts";
import { newId } from "../../db/sql/newId.ts";
import type { Context } from "../context.ts";

/**
 * The people in whose names answers are imported, by name: those of earlier imports into the same project, and new
 * ones. They have no account and their membership is already over, so they cannot sign in and get no work.
 */
export async function findImportedPeople(
  db: Db,
  dialect: Context["dialect"],
  { project, names, at }: { project: string; names: readonly string[]; at: string },
): Promise<Map<string, string>> {
  const emailOf = (name: string) =>
    `${createHash("sha256").update(`${project}\n${name}`).digest("hex").slice(0, 24)}@${importedDomain}`;
  const known = await listPeopleByEmail(db, names.map(emailOf));
  const people = new Map<string, string>();
  for (const name of names) {
    const email = emailOf(name);
    const person = known.get(email) ?? newId();
    people.set(name, person);
    if (known.has(email)) continue;
    await insertImportedPerson(db, dialect, { id: person, name: `${name} (imported)`, email, at });
    await insertEndedMembership(db, { project, person, at });
  }
  return people;
}
