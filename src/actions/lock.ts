import { sql } from "kysely";
import { stagesWith } from "../core/stages/rulesOf.ts";
import type { Db } from "../db/schema.ts";
import type { Context } from "./context.ts";

/**
 * Lets one transaction at a time hand out images of a project's stage, so that each sees what earlier ones gave away.
 * SQLite has only one writer anyway.
 */
export async function lockQueue(db: Db, dialect: Context["dialect"], queue: string): Promise<void> {
  if (dialect === "postgres") {
    await sql`select pg_advisory_xact_lock(hashtextextended(${queue}, 0))`.execute(db);
  }
}

/** Keeps anybody from being given images to annotate until the transaction ends. */
export async function lockAnnotation(db: Db, dialect: Context["dialect"], project: string): Promise<void> {
  for (const stage of stagesWith("compared")) await lockQueue(db, dialect, `${project} ${stage}`);
}

/** Lets one transaction at a time change a person's practice. */
export const lockPractice = (
  db: Db,
  dialect: Context["dialect"],
  { project, person }: { project: string; person: string },
): Promise<void> => lockQueue(db, dialect, `${project} practice ${person}`);

/** Keeps a project's rules unchanged until the transaction ends; several transactions may do so at once. */
export async function keepRules(db: Db, dialect: Context["dialect"], project: string): Promise<void> {
  if (dialect === "postgres") {
    await db.selectFrom("project").select("id").where("id", "=", project).forShare().execute();
  }
}
