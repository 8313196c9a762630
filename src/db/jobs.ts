import type { Insertable, Selectable } from "kysely";
import { Failure } from "../contract/failure.ts";
import { maxJobAttempts } from "../core/project/jobKind.ts";
import type { Db, Tables } from "./schema.ts";
import { continueIds } from "./sql/continueIds.ts";
import { newId } from "./sql/newId.ts";
import type { PageAsked } from "./sql/pageBefore.ts";
import { hasTrialsSince } from "./trials.ts";

export type Job = Selectable<Tables["job"]>;

/** @returns its id, which sorts after those of all jobs before */
export async function insertJob(db: Db, job: Omit<Insertable<Tables["job"]>, "id">): Promise<string> {
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
  changes: Partial<
    Pick<
      Job,
      | "state"
      | "done"
      | "total"
      | "step"
      | "message"
      | "updatedAt"
      | "cancelAsked"
      | "outcomeJson"
      | "attempts"
    >
  >,
): Promise<void> {
  await db.updateTable("job").set(changes).where("id", "=", id).execute();
}

/** Of several who do a job together: `added` more are done. The greatest total is the one that was counted first. */
export async function addProgress(
  db: Db,
  id: string,
  { step, added, total, updatedAt }: Pick<Job, "step" | "total" | "updatedAt"> & { added: number },
): Promise<void> {
  await db
    .updateTable("job")
    .set((eb) => ({
      ...{ step, updatedAt },
      done: eb("done", "+", added),
      total: eb.case().when("total", "<", total).then(total).else(eb.ref("total")).end(),
    }))
    .where("id", "=", id)
    .execute();
}

export async function findJob(db: Db, id: string): Promise<Job | undefined> {
  return db.selectFrom("job").selectAll().where("id", "=", id).executeTakeFirst();
}

/** @throws Failure `not-found` where the project has no such job */
export async function getJobOf(db: Db, project: string, id: string): Promise<Job> {
  const job = await findJob(db, id);
  if (job?.projectId !== project) throw new Failure("not-found", "There is no such job.");
  return job;
}

/** One more than the page holds, the newest first. */
export async function listJobsOf(db: Db, project: string, { before, limit }: PageAsked): Promise<Job[]> {
  return db
    .selectFrom("job")
    .selectAll()
    .where("projectId", "=", project)
    .$if(before !== undefined, (query) => query.where("id", "<", before ?? ""))
    .orderBy("id", "desc")
    .limit(limit + 1)
    .execute();
}

/** Jobs of all projects that wait or run, the oldest first. */
export async function listJobsUnderWay(db: Db, project?: string): Promise<Job[]> {
  return db
    .selectFrom("job")
    .selectAll()
    .where("state", "in", ["queued", "running"])
    .$if(project !== undefined, (query) => query.where("projectId", "=", project ?? ""))
    .orderBy("id")
    .execute();
}

/** Makes a job that waits one that runs. @returns whether it still waited */
export async function beginJob(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("job")
    .set((eb) => ({
      state: "running",
      ...{ done: 0, total: 0, step: "", message: "", startedAt: at, updatedAt: at },
      attempts: eb("attempts", "+", 1),
    }))
    .where("id", "=", id)
    .where("state", "=", "queued")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Ends a job that waits. @returns whether it still waited */
export async function cancelQueued(db: Db, id: string, at: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable("job")
    .set({ state: "cancelled", updatedAt: at })
    .where("id", "=", id)
    .where("state", "=", "queued")
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The one that runs, or that ran last. */
export async function findLatestJob(db: Db, project: string): Promise<Job | undefined> {
  return db
    .selectFrom("job")
    .selectAll()
    .where("projectId", "=", project)
    .where("state", "!=", "queued")
    .orderBy((eb) => eb.case().when("state", "=", "running").then(0).else(1).end())
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** Of each project's jobs, what changes whenever one is asked for, begins, goes on or ends; times alone need not. */
export async function listJobVersions(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom("job")
    .select(["projectId", "id", "state", "done", "updatedAt"])
    .where((eb) =>
      eb.or([
        eb("state", "in", ["queued", "running"]),
        eb(
          "id",
          "in",
          eb
            .selectFrom("job")
            .select(({ fn }) => fn.max("id").as("id"))
            .groupBy("projectId"),
        ),
      ]),
    )
    .orderBy("id")
    .execute();
  const byProject = Map.groupBy(rows, ({ projectId }) => projectId);
  return new Map(
    [...byProject].map(([project, jobs]) => [
      project,
      jobs.map(({ projectId, ...job }) => Object.values(job).join()).join(";"),
    ]),
  );
}

/**
 * Says of jobs whose process was killed that they run no longer: what was started in the browser waits again, and goes
 * on where it ended. For whoever holds the project's job lock.
 */
export async function endInterruptedJobs(db: Db, project: string, at: string): Promise<void> {
  for (const job of await listJobsUnderWay(db, project)) {
    if (job.state !== "running") continue;
    await updateJob(db, job.id, { ...(await whenKilled(db, job)), updatedAt: at });
  }
}

/** The same of one job, whose process has ended. @returns whether it had not said how it ended */
export async function requeueKilled(db: Db, id: string, at: string): Promise<boolean> {
  const job = await findJob(db, id);
  if (job?.state !== "running") return false;
  await updateJob(db, id, { ...(await whenKilled(db, job)), updatedAt: at });
  return job.cancelAsked === 0;
}

/**
 * What becomes of a job whose process ended before it said anything. A death is held against the job only where no image
 * was under way: images are given up for their own (`classifyInTurn`), each after three at most, so that this ends.
 */
async function whenKilled(
  db: Db,
  { projectId, inputJson, attempts, cancelAsked, done, startedAt }: Job,
): Promise<Pick<Job, "state" | "message"> & Partial<Pick<Job, "attempts">>> {
  if (cancelAsked === 1) return { state: "cancelled", message: "" };
  if (inputJson === null)
    return { state: "failed", message: "It was interrupted. Run the same command again to continue." };
  // What gets on, ends: a server may be restarted any number of times meanwhile.
  if (done > 0) return { state: "queued", message: "", attempts: 0 };
  if (await hasTrialsSince(db, projectId, startedAt))
    return { state: "queued", message: "", attempts: attempts - 1 };
  if (attempts < maxJobAttempts) return { state: "queued", message: "" };
  return {
    state: "failed",
    message: `Its process ended ${attempts} times before it was done, and never said why: its memory may not have been enough. Look at the server's log, and try again; it goes on where it ended.`,
  };
}
