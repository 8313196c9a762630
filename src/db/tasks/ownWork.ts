import { sql } from "kysely";
import type { OwnWorkKind } from "../../contract/tasks/work.ts";
import type { Db } from "../schema.ts";

/** When somebody last did something to an image. */
const at = sql<string>`coalesce("annotation"."updatedAt", "assignment"."updatedAt")`;

interface Wanted {
  project: string;
  person: string;
  kind: OwnWorkKind;
  /** The assignment at the end of the page before. */
  after?: string | undefined;
  limit: number;
}

/** What a person worked on, the last first; also what was put off before anything was said of it. */
export async function listOwnWork(db: Db, { project, person, kind, after, limit }: Wanted) {
  let rows = db
    .selectFrom("assignment")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.id",
      "assignment.stage",
      "assignment.state",
      "assignment.imageId",
      "annotation.draftJson",
      at.as("at"),
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.personId", "=", person)
    .where("assignment.state", "!=", "withdrawn");
  if (kind === "skipped") rows = rows.where("assignment.state", "in", ["skipped", "blocked"]);
  else rows = rows.where("annotation.assignmentId", "is not", null);
  if (kind === "flagged") rows = rows.where("annotation.flag", "is not", null);
  if (kind === "open") rows = rows.where("assignment.state", "=", "open");
  if (after !== undefined) {
    const last = await findMoment(db, person, after);
    if (last === undefined) return [];
    rows = rows.where((eb) =>
      eb.or([eb(at, "<", last), eb.and([eb(at, "=", last), eb("assignment.id", "<", after)])]),
    );
  }
  return rows.orderBy(at, "desc").orderBy("assignment.id", "desc").limit(limit).execute();
}

async function findMoment(db: Db, person: string, assignment: string): Promise<string | undefined> {
  const row = await db
    .selectFrom("assignment")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select(at.as("at"))
    .where("assignment.id", "=", assignment)
    .where("assignment.personId", "=", person)
    .executeTakeFirst();
  return row?.at;
}
