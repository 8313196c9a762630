import type { Selectable } from "kysely";
import type { Db, Tables } from "./schema.ts";
import { continueIds } from "./sql/continueIds.ts";
import { newId } from "./sql/newId.ts";

export type Job = Selectable<Tables["job"]>;

/** @returns its id, which sorts after those of all jobs before */
export async function insertJob(db: Db, job: Omit<Job, "id">): Promise<string> {
  await continueIds(db, "job");
  const id = newId();
  await db
    .insertInto("job")
    .values({ id, ...job })
    .execute();
  return id;
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
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Of each project's newest job, what changes whenever it begins, goes on or ends; times alone need not. */
export async function listJobVersions(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("job")
    .select(["projectId", "id", "state", "done", "updatedAt"])
    .where("id", "in", (eb) =>
      eb
        .selectFrom("job")
        .select(({ fn }) => fn.max("id").as("id"))
        .groupBy("projectId"),
    )
    .execute();
  return new Map(rows.map(({ projectId, ...job }) => [projectId, Object.values(job).join()]));
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
