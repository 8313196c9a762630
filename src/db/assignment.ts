import type { Selectable } from "kysely";
import { Failure } from "../contract/failure.ts";
import type { Stage } from "../core/stage.ts";
import type { Db, Tables } from "./schema.ts";

export type Assignment = Selectable<Tables["assignment"]>;

/** Rows per INSERT: SQLite and PostgreSQL both bound the number of parameters of a statement. */
const chunkSize = 500;

type NewAssignment = Pick<
  Assignment,
  "id" | "projectId" | "stage" | "imageId" | "personId" | "batchId" | "position" | "createdAt"
>;

export async function insertAssignments(db: Db, assignments: readonly NewAssignment[]): Promise<void> {
  for (let first = 0; first < assignments.length; first += chunkSize) {
    const rows = assignments
      .slice(first, first + chunkSize)
      .map((row) => ({ ...row, state: "open" as const, updatedAt: row.createdAt }));
    await db.insertInto("assignment").values(rows).execute();
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
  return db
    .selectFrom("assignment")
    .selectAll()
    .where("personId", "=", person)
    .where("projectId", "=", project)
    .where("stage", "=", stage)
    .where("state", "in", ["open", "skipped"])
    .orderBy((eb) => eb.case().when("state", "=", "skipped").then(1).else(0).end())
    .orderBy("position")
    .limit(limit)
    .execute();
}

/** The assignments that stand before and after one in its person's order of work. */
export async function findNeighbours(
  db: Db,
  { personId, projectId, stage, position }: Assignment,
): Promise<{ previous: string | null; next: string | null }> {
  const mine = db
    .selectFrom("assignment")
    .select("id")
    .where("personId", "=", personId)
    .where("projectId", "=", projectId)
    .where("stage", "=", stage)
    .where("state", "!=", "withdrawn")
    .limit(1);
  const [previous, next] = [
    await mine.where("position", "<", position).orderBy("position", "desc").executeTakeFirst(),
    await mine.where("position", ">", position).orderBy("position", "asc").executeTakeFirst(),
  ];
  return { previous: previous?.id ?? null, next: next?.id ?? null };
}

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
  changes: Partial<Pick<Assignment, "state" | "skips" | "skipReason" | "extra" | "openedAt" | "updatedAt">>,
): Promise<void> {
  await db.updateTable("assignment").set(changes).where("id", "=", id).execute();
}

/** How many of a person's images are in which state, by stage. */
export async function countAssignments(
  db: Db,
  { project, person }: { project: string; person?: string },
): Promise<{ personId: string; stage: Stage; state: Assignment["state"]; images: number }[]> {
  let query = db
    .selectFrom("assignment")
    .select(["personId", "stage", "state", (eb) => eb.fn.countAll().as("images")])
    .where("projectId", "=", project)
    .where("state", "!=", "withdrawn")
    .groupBy(["personId", "stage", "state"]);
  if (person !== undefined) query = query.where("personId", "=", person);
  const rows = await query.execute();
  return rows.map((row) => ({ ...row, images: Number(row.images) }));
}

/** A person's batches with how much of each is done. */
export async function listBatchProgress(
  db: Db,
  { project, person }: { project: string; person: string },
): Promise<{ stage: Stage; number: number; done: number; total: number }[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("batch", "batch.id", "assignment.batchId")
    .select([
      "assignment.stage",
      "batch.number",
      (eb) => eb.fn.countAll().as("total"),
      (eb) =>
        eb.fn.sum(eb.case().when("assignment.state", "=", "submitted").then(1).else(0).end()).as("done"),
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.personId", "=", person)
    .where("assignment.state", "!=", "withdrawn")
    .groupBy(["assignment.stage", "batch.number"])
    .orderBy("batch.number")
    .execute();
  return rows.map((row) => ({ ...row, total: Number(row.total), done: Number(row.done) }));
}

/** Whether a stage of an image is under way or done: somebody has opened its page. */
export async function isOpened(db: Db, image: string, stage: Stage): Promise<boolean> {
  const row = await db
    .selectFrom("assignment")
    .select("id")
    .where("imageId", "=", image)
    .where("stage", "=", stage)
    .where("state", "!=", "withdrawn")
    .where("openedAt", "is not", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Disagreed images that no expert has taken, and that this person may refine. */
export function refinableBy(db: Db, project: string, person: string, mayRefineOwn: boolean) {
  return db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .where("image.projectId", "=", project)
    .where("agreement.agreed", "=", 0)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment as taken")
            .select("taken.id")
            .whereRef("taken.imageId", "=", "image.id")
            .where("taken.stage", "=", "refine")
            .where("taken.state", "!=", "withdrawn"),
        ),
      ),
    )
    .$if(!mayRefineOwn, (query) =>
      query.where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("assignment as own")
              .select("own.id")
              .whereRef("own.imageId", "=", "image.id")
              .where("own.stage", "=", "annotate")
              .where("own.state", "=", "submitted")
              .where("own.personId", "=", person),
          ),
        ),
      ),
    );
}
