import type { Selectable } from "kysely";
import type { Db, Tables } from "./schema.ts";

export type Job = Selectable<Tables["job"]>;

export async function insertJob(db: Db, job: Job): Promise<void> {
  await db.insertInto("job").values(job).execute();
}

export async function updateJob(
  db: Db,
  id: string,
  changes: Partial<Pick<Job, "state" | "done" | "total" | "message" | "updatedAt">>,
): Promise<void> {
  await db.updateTable("job").set(changes).where("id", "=", id).execute();
}

export async function findLatestJob(db: Db, project: string): Promise<Job | undefined> {
  return db
    .selectFrom("job")
    .selectAll()
    .where("projectId", "=", project)
    .orderBy("startedAt", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** When each project's jobs last began, went on or ended. */
export async function listJobTimes(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("job")
    .select(["projectId", (eb) => eb.fn.max("updatedAt").as("at")])
    .groupBy("projectId")
    .execute();
  return new Map(rows.map(({ projectId, at }) => [projectId, at]));
}

/** Says of jobs that were killed that they run no longer. For whoever holds the project's job lock. */
export async function endInterruptedJobs(db: Db, project: string, at: string): Promise<void> {
  await db
    .updateTable("job")
    .set({
      state: "failed",
      message: "It was interrupted. Run the same command again to continue.",
      updatedAt: at,
    })
    .where("projectId", "=", project)
    .where("state", "=", "running")
    .execute();
}
