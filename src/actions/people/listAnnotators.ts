import type { z } from "zod";
import type { listAnnotators as contract } from "../../contract/images/images.ts";
import { listPeople } from "../../db/people/person.ts";
import type { Context } from "../context.ts";

/** The annotators of a project, by name. */
export async function listAnnotators(
  { db }: Pick<Context, "db">,
  { project }: { project: string },
): Promise<z.input<typeof contract.reply>> {
  const people = await listPeople(db, project);
  return {
    people: people.filter(({ roles }) => roles.includes("annotator")).map(({ id, name }) => ({ id, name })),
  };
}
