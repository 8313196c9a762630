import { sql } from "kysely";
import type { OwnWorkKind } from "../../contract/tasks/work.ts";
import type { Db } from "../schema.ts";

interface Wanted {
  project: string;
  person: string;
  kind: OwnWorkKind;
  /** The last image of the page before. */
  after?: { at: string; assignment: string } | undefined;
  limit: number;
}

/** What a person worked on, the last first; also what was put off before anything was said of it. */
export async function listOwnWork(db: Db, { project, person, kind, after, limit }: Wanted) {
  const at = sql<string>`coalesce("annotation"."updatedAt", "assignment"."updatedAt")`;
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
  if (after)
    rows = rows.where((eb) =>
      eb.or([
        eb(at, "<", after.at),
        eb.and([eb(at, "=", after.at), eb("assignment.id", "<", after.assignment)]),
      ]),
    );
  return rows.orderBy(at, "desc").orderBy("assignment.id", "desc").limit(limit).execute();
}
