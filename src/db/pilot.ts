import { type Selectable, sql } from "kysely";
import type { AssignmentState } from "../core/tasks/stage.ts";
import type { Db, Tables } from "./schema.ts";
import { isAnnotation } from "./tasks/counts.ts";

export type Pilot = Selectable<Tables["pilot"]>;

/** Rows per statement: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

export async function findOpenPilot(db: Db, project: string): Promise<Pilot | undefined> {
  return selectPilots(db, project).where("frozenAt", "is", null).executeTakeFirst();
}

/** A project's pilots, the newest first. */
export async function listPilots(db: Db, project: string): Promise<Pilot[]> {
  return selectPilots(db, project).orderBy("createdAt", "desc").orderBy("id", "desc").execute();
}

const selectPilots = (db: Db, project: string) =>
  db.selectFrom("pilot").selectAll().where("projectId", "=", project);

/** Whether an image is one of a pilot that is open. */
export async function isInPilot(db: Db, image: string): Promise<boolean> {
  const row = await db
    .selectFrom("pilotImage")
    .innerJoin("pilot", "pilot.id", "pilotImage.pilotId")
    .select("pilotImage.imageId")
    .where("pilotImage.imageId", "=", image)
    .where("pilot.frozenAt", "is", null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Of a query that has the table "image". */
export const notInOpenPilot = sql<boolean>`not exists (select 1 from "pilotImage"
  inner join "pilot" on "pilot"."id" = "pilotImage"."pilotId"
  where "pilotImage"."imageId" = "image"."id" and "pilot"."frozenAt" is null)`;

/** The images of a pilot, by key. */
export async function listPilotImages(db: Db, pilot: string): Promise<{ id: string; key: string }[]> {
  return db
    .selectFrom("pilotImage")
    .innerJoin("image", "image.id", "pilotImage.imageId")
    .select(["image.id", "image.key"])
    .where("pilotImage.pilotId", "=", pilot)
    .orderBy("image.key")
    .execute();
}

/** The images of a project that are or were in a pilot. */
export async function listPiloted(db: Db, project: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom("pilotImage")
    .innerJoin("pilot", "pilot.id", "pilotImage.pilotId")
    .select("pilotImage.imageId")
    .where("pilot.projectId", "=", project)
    .execute();
  return new Set(rows.map(({ imageId }) => imageId));
}

/** Whether anybody has images to annotate. */
export async function isAnnotating(db: Db, project: string): Promise<boolean> {
  const row = await db
    .selectFrom("assignment")
    .select("id")
    .where("projectId", "=", project)
    .where(isAnnotation())
    .where("state", "!=", "withdrawn")
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export async function insertPilot(
  db: Db,
  pilot: Pick<Pilot, "id" | "projectId" | "seed" | "createdAt" | "createdBy">,
  images: readonly string[],
): Promise<void> {
  await db.insertInto("pilot").values(pilot).execute();
  for (let first = 0; first < images.length; first += chunkSize) {
    await db
      .insertInto("pilotImage")
      .values(images.slice(first, first + chunkSize).map((imageId) => ({ imageId, pilotId: pilot.id })))
      .execute();
  }
}

/** Assignments of a pilot's images do not count. */
export async function setAside(db: Db, pilot: string): Promise<void> {
  await db
    .updateTable("assignment")
    .set({ extra: 1 })
    .where(isAnnotation())
    .where("imageId", "in", imagesOf(db, pilot))
    .execute();
}

const imagesOf = (db: Db, pilot: string) =>
  db.selectFrom("pilotImage").select("imageId").where("pilotId", "=", pilot);

/** What each person has of a pilot's images, in which state; after its end those with an answer, all withdrawn. */
export async function countPilotWork(
  db: Db,
  pilot: string,
): Promise<{ person: string; name: string; state: AssignmentState; images: number; submitted: number }[]> {
  const rows = await db
    .selectFrom("assignment")
    .innerJoin("person", "person.id", "assignment.personId")
    .leftJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select([
      "assignment.personId as person",
      "person.name",
      "assignment.state",
      (eb) => eb.fn.countAll().as("images"),
      (eb) => eb.fn.count("annotation.submittedAt").as("submitted"),
    ])
    .where(isAnnotation())
    .where("assignment.extra", "=", 1)
    .where("assignment.imageId", "in", imagesOf(db, pilot))
    .groupBy(["assignment.personId", "person.name", "assignment.state"])
    .orderBy("person.name")
    .orderBy("assignment.personId")
    .execute();
  return rows.map(({ images, submitted, ...row }) => ({
    ...row,
    images: Number(images),
    submitted: Number(submitted),
  }));
}

/** Milliseconds of work on a pilot's images. */
export async function sumPilotMs(db: Db, pilot: string): Promise<number> {
  const { ms } = await db
    .selectFrom("assignment")
    .innerJoin("annotation", "annotation.assignmentId", "assignment.id")
    .select((eb) => eb.fn.sum("annotation.activeMs").as("ms"))
    .where(isAnnotation())
    .where("assignment.extra", "=", 1)
    .where("assignment.imageId", "in", imagesOf(db, pilot))
    .executeTakeFirstOrThrow();
  return Number(ms ?? 0);
}

/**
 * Lets go of a pilot's assignments of which nothing was ever stored, and of images that have no other: as if they had
 * never been given.
 */
export async function forgetUntouched(db: Db, pilot: string): Promise<void> {
  await db
    .deleteFrom("assignment")
    .where(isAnnotation())
    .where("imageId", "in", imagesOf(db, pilot))
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("annotation").select("assignmentId").whereRef("assignmentId", "=", "assignment.id"),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          // By its image too, because there is an index of that.
          selectFrom("event")
            .select("event.id")
            .whereRef("event.imageId", "=", "assignment.imageId")
            .whereRef("event.assignmentId", "=", "assignment.id"),
        ),
      ),
    )
    .execute();
  await db
    .deleteFrom("pilotImage")
    .where("pilotId", "=", pilot)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("assignment")
            .select("assignment.id")
            .whereRef("assignment.imageId", "=", "pilotImage.imageId")
            .where(isAnnotation()),
        ),
      ),
    )
    .execute();
}

export async function freezePilot(
  db: Db,
  id: string,
  frozen: Pick<Pilot, "frozenAt" | "frozenBy" | "guidelineVersion" | "rulingVersion">,
): Promise<void> {
  await db.updateTable("pilot").set(frozen).where("id", "=", id).execute();
}

export async function deletePilot(db: Db, id: string): Promise<void> {
  await db.deleteFrom("pilot").where("id", "=", id).execute();
}
