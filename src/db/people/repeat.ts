import { sql } from "kysely";
import type { Answer } from "../../core/tasks/decision.ts";
import type { Stage } from "../../core/tasks/stage.ts";
import { findFormers } from "../labels/labelSpace.ts";
import type { Db } from "../schema.ts";
import { newIdBeside } from "../sql/newId.ts";
import { planned } from "../sql/planned.ts";
import { counts } from "../tasks/counts.ts";

export interface RepeatsOf {
  project: string;
  stage: Stage;
  person: string;
}

/** The project's own images that a person answered whole before a day, and was not asked again. */
const repeatable = (db: Db, { project, stage, person }: RepeatsOf, before: string) =>
  db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .where("assignment.personId", "=", planned(person))
    .where("assignment.projectId", "=", planned(project))
    .where("assignment.stage", "=", planned(stage))
    .where(counts())
    .where("assignment.updatedAt", "<", before)
    .where("image.isGold", "=", 0)
    .where("image.fileState", "=", "ok")
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("repeat")
            .select("repeat.imageId")
            .whereRef("repeat.ofImageId", "=", "assignment.imageId")
            .whereRef("repeat.personId", "=", "assignment.personId")
            .whereRef("repeat.stage", "=", "assignment.stage"),
        ),
      ),
    )
    // Nor one of which they have read what others say.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("threadReader")
            .select("threadReader.imageId")
            .whereRef("threadReader.imageId", "=", "assignment.imageId")
            .whereRef("threadReader.personId", "=", "assignment.personId"),
        ),
      ),
    )
    // Who was asked about some labels alone would now be asked about all.
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("askedAlone")
            .select("askedAlone.assignmentId")
            .whereRef("askedAlone.assignmentId", "=", "assignment.id"),
        ),
      ),
    );

/** @param max more are not counted */
export async function countRepeatable(db: Db, of: RepeatsOf, before: string, max: number): Promise<number> {
  const { images } = await db
    .selectFrom(repeatable(db, of, before).select("image.id").limit(max).as("some"))
    .select((eb) => eb.fn.countAll().as("images"))
    .executeTakeFirstOrThrow();
  return Number(images);
}

export async function listRepeatable(db: Db, of: RepeatsOf, before: string): Promise<string[]> {
  const rows = await repeatable(db, of, before).select("image.id").orderBy("image.id").execute();
  return rows.map(({ id }) => id);
}

/** How many images a person was ever given in a stage, gold ones left out. */
export async function countGivenBesideGold(db: Db, { project, stage, person }: RepeatsOf): Promise<number> {
  const given = await db
    .selectFrom("workCount")
    .select((eb) => eb.fn.sum("images").as("images"))
    .where("personId", "=", person)
    .where("projectId", "=", project)
    .where("stage", "=", stage)
    .executeTakeFirstOrThrow();
  const gold = await db
    .selectFrom("gold")
    .innerJoin("assignment", "assignment.imageId", "gold.imageId")
    .select((eb) => eb.fn.countAll().as("images"))
    .where("assignment.personId", "=", planned(person))
    .where("assignment.projectId", "=", planned(project))
    .where("assignment.stage", "=", planned(stage))
    .executeTakeFirstOrThrow();
  return Number(given.images ?? 0) - Number(gold.images);
}

export async function hasRepeatAt(
  db: Db,
  { project, stage, person }: RepeatsOf,
  place: number,
): Promise<boolean> {
  const row = await db
    .selectFrom("repeat")
    .select("imageId")
    .where("projectId", "=", project)
    .where("personId", "=", person)
    .where("stage", "=", stage)
    .where("place", "=", place)
    .executeTakeFirst();
  return row !== undefined;
}

/**
 * Copies an image for a person to answer once more, with what its page is made of; its id is as old as the image's.
 *
 * @returns the id of the copy
 */
export async function insertRepeat(
  db: Db,
  { project, stage, person }: RepeatsOf,
  { image, place, at }: { image: string; place: number; at: string },
): Promise<string> {
  const id = newIdBeside(image);
  const { key, ...row } = await db
    .selectFrom("image")
    .selectAll()
    .where("id", "=", image)
    .executeTakeFirstOrThrow();
  // In nobody's queue: neither of images that lack answers, nor of those whose objects are to be marked.
  const aside = { isGold: 1, isAnnotated: 1, awaitsObjects: 0 };
  await db
    .insertInto("image")
    .values({ ...row, ...aside, id, key: `${key} (again, ${id.slice(-6)})` })
    .execute();
  for (const table of ["proposal", "originalLabel", "candidate"] as const) {
    const rows = await db.selectFrom(table).selectAll().where("imageId", "=", image).execute();
    for (const one of rows)
      await db
        .insertInto(table)
        .values({ ...one, imageId: id })
        .execute();
  }
  await db.updateTable("image").set(aside).where("id", "=", id).execute();
  const repeat = { imageId: id, ofImageId: image, projectId: project, stage, personId: person, place, at };
  await db.insertInto("repeat").values(repeat).execute();
  return id;
}

/** Makes room in a person's order of work: what stands at a place or behind it moves on by one. */
export async function moveBehind(
  db: Db,
  { project, stage, person }: RepeatsOf,
  position: number,
): Promise<void> {
  await db
    .updateTable("assignment")
    .set(({ eb }) => ({ position: eb("position", "+", 1) }))
    .where("personId", "=", person)
    .where("projectId", "=", project)
    .where("stage", "=", stage)
    .where("position", ">=", position)
    .execute();
}

/** Those of these images that somebody answers once more. */
export async function listRepeatsOf(db: Db, images: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  for (let first = 0; first < images.length; first += 500) {
    const rows = await db
      .selectFrom("repeat")
      .select("imageId")
      .where("imageId", "in", images.slice(first, first + 500))
      .execute();
    for (const { imageId } of rows) found.add(imageId);
  }
  return found;
}

/** Of a query that has the table "assignment": it is no second answer, which a lead has nothing to decide about. */
export const isNoRepeat = sql<boolean>`not exists (
  select 1 from "repeat" where "repeat"."imageId" = "assignment"."imageId")`;

/** An image that somebody answered twice: what they said yes to, without labels that are not offered any more. */
export interface RepeatAnswer {
  person: string;
  /** Of the second answer, UTC: "2026-11-21". */
  day: string;
  first: number[];
  second: number[];
}

export async function listRepeatAnswers(db: Db, project: string): Promise<RepeatAnswer[]> {
  const rows = await db
    .selectFrom("repeat")
    .innerJoin("assignment as again", "again.imageId", "repeat.imageId")
    .innerJoin("annotation", "annotation.assignmentId", "again.id")
    .innerJoin("assignment as before", (join) =>
      join
        .onRef("before.imageId", "=", "repeat.ofImageId")
        .onRef("before.personId", "=", "repeat.personId")
        .onRef("before.stage", "=", "repeat.stage"),
    )
    .select([
      "repeat.personId as person",
      "annotation.submittedAt",
      "before.id as first",
      "again.id as second",
    ])
    .where("repeat.projectId", "=", project)
    .where("again.state", "=", "submitted")
    .where("before.state", "=", "submitted")
    .orderBy("repeat.imageId")
    .execute();
  const formers = await findFormers(db, project);
  const chosen = await listChosen(
    db,
    rows.flatMap(({ first, second }) => [first, second]),
  );
  const labels = (assignment: string) =>
    (chosen.get(assignment) ?? []).filter((label) => !formers.has(label));
  return rows.map(({ person, submittedAt, first, second }) => ({
    person,
    day: (submittedAt ?? "").slice(0, 10),
    first: labels(first),
    second: labels(second),
  }));
}

async function listChosen(db: Db, assignments: readonly string[]): Promise<Map<string, number[]>> {
  const yes: Answer = "yes";
  const chosen: { assignmentId: string; labelIndex: number }[] = [];
  for (let first = 0; first < assignments.length; first += 500) {
    chosen.push(
      ...(await db
        .selectFrom("decision")
        .select(["assignmentId", "labelIndex"])
        .where("assignmentId", "in", assignments.slice(first, first + 500))
        .where("answer", "=", yes)
        .orderBy("labelIndex")
        .execute()),
    );
  }
  return new Map(
    [...Map.groupBy(chosen, ({ assignmentId }) => assignmentId)].map(([id, rows]) => [
      id,
      rows.map(({ labelIndex }) => labelIndex),
    ]),
  );
}
