import { sql } from "kysely";
import type { Stage } from "../../core/tasks/stage.ts";
import { isNoRepeat } from "../people/repeat.ts";
import type { Db } from "../schema.ts";
import { planned } from "../sql/planned.ts";
import type { Assignment } from "./assignment.ts";

/** How many of a person's images are in which state, by stage; what they let lapse is no longer theirs. */
export async function countAssignments(
  db: Db,
  { project, person, now }: { project: string; person?: string; now: string },
): Promise<{ personId: string; stage: Stage; state: Assignment["state"]; images: number }[]> {
  let counted = db
    .selectFrom("workCount")
    .select(["personId", "stage", "state", "images"])
    .where("projectId", "=", planned(project))
    .where("state", "!=", sql.lit("withdrawn"));
  let lapsed = db
    .selectFrom("assignment")
    .select(["personId", "stage", "state", sql<number>`-1`.as("images")])
    .where("projectId", "=", planned(project))
    .where("state", "=", sql.lit("open"))
    .where("leaseUntil", "<=", now);
  if (person !== undefined) {
    counted = counted.where("personId", "=", planned(person));
    lapsed = lapsed.where("personId", "=", planned(person));
  }
  const rows = await db
    .selectFrom(counted.unionAll(lapsed).as("counts"))
    .select(["personId", "stage", "state", (eb) => eb.fn.sum("images").as("images")])
    .groupBy(["personId", "stage", "state"])
    .having((eb) => eb.fn.sum("images"), "!=", sql.lit(0))
    .execute();
  return rows.map((row) => ({ ...row, images: Number(row.images) }));
}

/** Whose counts are not those of their images, counted anew; none where all is in order. */
export async function findWrongCounts(db: Db): Promise<{ personId: string; projectId: string }[]> {
  const by = ["projectId", "personId", "stage", "state"] as const;
  const counted = db.selectFrom("workCount").select([...by, "images"]);
  const there = db.selectFrom("assignment").select([...by, sql<number>`-1`.as("images")]);
  const rows = await db
    .selectFrom(counted.unionAll(there).as("counts"))
    .select(["projectId", "personId"])
    .groupBy([...by])
    .having((eb) => eb.fn.sum("images"), "!=", sql.lit(0))
    .execute();
  return rows;
}

export interface BatchProgress {
  personId: string;
  stage: Stage;
  number: number;
  done: number;
  total: number;
}

/** The batches of a person, or of everybody, with how much of each is done. */
export async function listBatchProgress(
  db: Db,
  { project, person }: { project: string; person?: string },
): Promise<BatchProgress[]> {
  let query = db
    .selectFrom("assignment")
    .innerJoin("batch", "batch.id", "assignment.batchId")
    .select([
      "assignment.personId",
      "assignment.stage",
      "batch.number",
      (eb) => eb.fn.countAll().as("total"),
      (eb) =>
        eb.fn.sum(eb.case().when("assignment.state", "=", "submitted").then(1).else(0).end()).as("done"),
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.state", "!=", "withdrawn")
    .groupBy(["assignment.personId", "assignment.stage", "batch.number"])
    .orderBy("batch.number");
  if (person !== undefined) query = query.where("assignment.personId", "=", person);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, total: Number(row.total), done: Number(row.done) }));
}

/** Whether any image was ever given to somebody and not taken back. */
export async function hasWork(db: Db, project: string): Promise<boolean> {
  const row = await db
    .selectFrom("assignment")
    .select("id")
    .where("projectId", "=", project)
    .where("state", "!=", "withdrawn")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface UnfinishedCount {
  person: { id: string; name: string };
  stage: Stage;
  open: number;
  skipped: number;
  blocked: number;
}

/** How much each person has and has not finished, by name; what they let lapse is no longer theirs. */
export async function countUnfinished(db: Db, project: string, now: string): Promise<UnfinishedCount[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("person", "person.id", "assignment.personId")
    .select(["person.id", "person.name", "stage", "state", (eb) => eb.fn.countAll().as("images")])
    .where("projectId", "=", project)
    .where("state", "in", ["open", "skipped", "blocked"])
    .where(isNoRepeat)
    .where(({ eb, or }) =>
      or([eb("state", "!=", "open"), eb("leaseUntil", "is", null), eb("leaseUntil", ">", now)]),
    )
    .groupBy(["person.id", "person.name", "stage", "state"])
    .orderBy("person.name")
    .orderBy("person.id")
    .orderBy("stage")
    .execute();
  const counts = new Map<string, UnfinishedCount>();
  for (const { id, name, stage, state, images } of rows) {
    const key = `${id} ${stage}`;
    const count = counts.get(key) ?? { person: { id, name }, stage, open: 0, skipped: 0, blocked: 0 };
    counts.set(key, { ...count, [state]: Number(images) });
  }
  return [...counts.values()];
}
