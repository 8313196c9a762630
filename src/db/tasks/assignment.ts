import { type Selectable, sql } from "kysely";
import { Failure } from "../../contract/failure.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { isNoRepeat } from "../people/repeat.ts";
import type { Db, Tables } from "../schema.ts";
import { planned } from "../sql/planned.ts";
import { readTogether } from "../sql/readTogether.ts";
import { inStages } from "./counts.ts";

export type Assignment = Selectable<Tables["assignment"]>;

/** Rows per INSERT: SQLite and PostgreSQL both bound the number of parameters of a statement. */
const chunkSize = 500;

export type NewAssignment = Pick<
  Assignment,
  "id" | "projectId" | "stage" | "imageId" | "personId" | "batchId" | "position" | "createdAt"
> & { leaseUntil?: string | null };

/**
 * Gives images to people. What was withdrawn from a person and comes back is the same assignment again, with what they
 * had answered.
 *
 * @throws Failure `already-exists` where somebody would have an image twice
 */
export async function insertAssignments(db: Db, assignments: readonly NewAssignment[]): Promise<void> {
  for (let first = 0; first < assignments.length; first += chunkSize) {
    const rows = assignments
      .slice(first, first + chunkSize)
      .map((row) => ({ ...row, state: "open" as const, updatedAt: row.createdAt }));
    const { numInsertedOrUpdatedRows } = await db
      .insertInto("assignment")
      .values(rows)
      .onConflict((conflict) =>
        conflict
          .columns(["imageId", "stage", "personId"])
          .doUpdateSet((eb) => ({
            state: "open",
            batchId: eb.ref("excluded.batchId"),
            position: eb.ref("excluded.position"),
            skips: 0,
            skipReason: null,
            extra: 0,
            openedAt: null,
            leaseUntil: eb.ref("excluded.leaseUntil"),
            updatedAt: eb.ref("excluded.updatedAt"),
          }))
          .where("assignment.state", "=", "withdrawn"),
      )
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows !== BigInt(rows.length)) {
      throw new Failure("already-exists", "Somebody has one of these images already. Load the page again.");
    }
  }
}

/** An assignment, whoever's it is and whatever its state. */
export async function findAssignment(db: Db, id: string): Promise<Assignment | undefined> {
  return db.selectFrom("assignment").selectAll().where("id", "=", id).executeTakeFirst();
}

/** A person's assignment of an image in a stage, whatever its state. */
export async function findAssignmentFor(
  db: Db,
  { image, stage, person }: { image: string; stage: Stage; person: string },
): Promise<Assignment | undefined> {
  return db
    .selectFrom("assignment")
    .selectAll()
    .where("imageId", "=", image)
    .where("stage", "=", stage)
    .where("personId", "=", person)
    .executeTakeFirst();
}

/** Everybody's assignments of these images, in some stages or in all, but for those that were withdrawn. */
export async function listAssignmentsOf(
  db: Db,
  images: readonly string[],
  stages?: readonly Stage[],
): Promise<Assignment[]> {
  const found: Assignment[] = [];
  for (let first = 0; first < images.length; first += chunkSize) {
    let query = db
      .selectFrom("assignment")
      .selectAll()
      .where("imageId", "in", images.slice(first, first + chunkSize))
      .where("state", "!=", "withdrawn")
      .orderBy("id");
    if (stages) query = query.where(inStages(stages));
    found.push(...(await query.execute()));
  }
  return found;
}

/** What a person has in a stage that is in one of these states, in the order of work. */
export async function listUnfinished(
  db: Db,
  {
    project,
    stage,
    person,
    states,
  }: { project: string; stage: Stage; person: string; states: readonly Assignment["state"][] },
): Promise<Assignment[]> {
  if (states.length === 0) return [];
  return db
    .selectFrom("assignment")
    .selectAll()
    .where("projectId", "=", project)
    .where("stage", "=", stage)
    .where("personId", "=", person)
    .where("state", "in", states)
    .orderBy("position")
    .execute();
}

/** Takes images back from people; what they had answered is kept as history and no longer counts. */
export async function withdrawAssignments(db: Db, ids: readonly string[], at: string): Promise<void> {
  for (let first = 0; first < ids.length; first += chunkSize) {
    await db
      .updateTable("assignment")
      .set({ state: "withdrawn", leaseUntil: null, updatedAt: at })
      .where("id", "in", ids.slice(first, first + chunkSize))
      .execute();
  }
}

/** An assignment of this person: nobody finds another's. */
export async function getAssignmentOf(db: Db, person: string, assignment: string): Promise<Assignment> {
  const row = await db
    .selectFrom("assignment")
    .selectAll()
    .where("id", "=", assignment)
    .where("personId", "=", person)
    .where("state", "!=", "withdrawn")
    .executeTakeFirst();
  if (!row) throw new Failure("not-found", "This image is not among your work. Go back to “My work”.");
  return row;
}

/** What a person still has to do in a stage, in order; skipped images come last. */
export async function listOpenAssignments(
  db: Db,
  { project, stage, person, limit }: { project: string; stage: Stage; person: string; limit: number },
): Promise<Assignment[]> {
  const inState = (state: "open" | "skipped") =>
    db
      .selectFrom("assignment")
      .selectAll()
      .where("personId", "=", planned(person))
      .where("projectId", "=", planned(project))
      .where("stage", "=", planned(stage))
      .where("state", "=", planned(state))
      .orderBy("position")
      .limit(sql.lit(limit))
      .execute();
  // One query for each state: an index has them in order, and no more is read than is wanted.
  const open = await inState("open");
  return open.length < limit ? [...open, ...(await inState("skipped"))].slice(0, limit) : open;
}

/** Has leases of a stage end no later than one that is given now. */
export async function shortenLeases(
  db: Db,
  { project, stage, end }: { project: string; stage: Stage; end: string },
): Promise<void> {
  await db
    .updateTable("assignment")
    .set({ leaseUntil: end })
    .where("projectId", "=", project)
    .where("stage", "=", stage)
    .where("state", "in", ["open", "skipped", "blocked"])
    .where("leaseUntil", ">", end)
    .execute();
}

/** An image that a person was handed and still has: two requests at once get the same one. */
export async function findHeld(
  db: Db,
  { project, stage, person, at }: { project: string; stage: Stage; person: string; at: string },
): Promise<Assignment | undefined> {
  return db
    .selectFrom("assignment")
    .selectAll()
    .where("personId", "=", planned(person))
    .where("projectId", "=", planned(project))
    .where("stage", "=", planned(stage))
    .where("state", "=", "open")
    .where(({ or, eb }) => or([eb("leaseUntil", "is", null), eb("leaseUntil", ">", at)]))
    .orderBy("position")
    .limit(1)
    .executeTakeFirst();
}

interface Neighbours {
  previous: string | null;
  next: string | null;
}

/** The assignments that stand before and after one in its person's order of work. */
export async function findNeighbours(db: Db, { id }: Pick<Assignment, "id">): Promise<Neighbours> {
  return (await readTogether(db, id, readNeighbours)) ?? { previous: null, next: null };
}

const readNeighbours = async (db: Db, ids: readonly string[]): Promise<Map<string, Neighbours>> => {
  const beside = db
    .selectFrom("assignment as other")
    .select("other.id")
    .whereRef("other.personId", "=", "assignment.personId" as never)
    .whereRef("other.projectId", "=", "assignment.projectId" as never)
    .whereRef("other.stage", "=", "assignment.stage" as never)
    .where("other.state", "!=", sql.lit("withdrawn"))
    .limit(sql.lit(1));
  const position = "assignment.position" as never;
  const rows = await db
    .selectFrom("assignment")
    .select([
      "id",
      beside.whereRef("other.position", "<", position).orderBy("other.position", "desc").as("previous"),
      beside.whereRef("other.position", ">", position).orderBy("other.position", "asc").as("next"),
    ])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map(({ id, previous, next }) => [id, { previous, next }]));
};

/** The place behind everything that a person has in a stage. */
export async function nextPosition(
  db: Db,
  { project, stage, person }: { project: string; stage: Stage; person: string },
): Promise<number> {
  const { last } = await db
    .selectFrom("assignment")
    .select((eb) => eb.fn.max("position").as("last"))
    .where("personId", "=", person)
    .where("projectId", "=", project)
    .where("stage", "=", stage)
    .executeTakeFirstOrThrow();
  return last === null ? 0 : Number(last) + 1;
}

export async function updateAssignment(
  db: Db,
  id: string,
  changes: Partial<
    Pick<
      Assignment,
      | "state"
      | "skips"
      | "skipReason"
      | "extra"
      | "openedAt"
      | "asked"
      | "blank"
      | "revealedAt"
      | "leaseUntil"
      | "position"
      | "updatedAt"
    >
  >,
): Promise<void> {
  await db.updateTable("assignment").set(changes).where("id", "=", id).execute();
}

/** A person's images that are not submitted, by stage and batch, and how many of them they have begun. */
export async function listOpenWork(
  db: Db,
  { project, person }: { project: string; person: string },
): Promise<{ stage: Stage; batch: number | null; images: number; drafts: number }[]> {
  const rows = await db
    .selectFrom("assignment")
    .leftJoin("batch", "batch.id", "assignment.batchId")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.stage",
      "batch.number as batch",
      (eb) => eb.fn.countAll().as("images"),
      (eb) => eb.fn.count("annotation.assignmentId").as("drafts"),
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.personId", "=", person)
    .where("assignment.state", "in", ["open", "skipped", "blocked"])
    .where(isNoRepeat)
    .groupBy(["assignment.stage", "batch.number"])
    .orderBy("assignment.stage")
    .orderBy("batch.number")
    .execute();
  return rows.map((row) => ({ ...row, images: Number(row.images), drafts: Number(row.drafts) }));
}
