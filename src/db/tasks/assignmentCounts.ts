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
  let query = db
    .selectFrom("assignment")
    .select(["personId", "stage", "state", (eb) => eb.fn.countAll().as("images")])
    .where("projectId", "=", planned(project))
    .where("state", "!=", "withdrawn")
    .where(({ eb, or }) =>
      or([eb("state", "!=", "open"), eb("leaseUntil", "is", null), eb("leaseUntil", ">", now)]),
    )
    .groupBy(["personId", "stage", "state"]);
  if (person !== undefined) query = query.where("personId", "=", planned(person));
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, images: Number(row.images) }));
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
