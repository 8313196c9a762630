import { type Insertable, sql } from "kysely";
import type { ImageToDeal } from "../core/batches/planBatches.ts";
import type { AssignmentState } from "../core/tasks/stage.ts";
import { listOriginalLabelsOf } from "./images/image.ts";
import { isNoRepeat } from "./people/repeat.ts";
import { notInOpenPilot } from "./pilot.ts";
import type { Db, Tables } from "./schema.ts";
import { readTogether } from "./sql/readTogether.ts";
import { isAnnotation } from "./tasks/counts.ts";

const chunkSize = 2000;

/** A batch keeps the exemplars that its project has when it is made. */
export async function insertBatch(
  db: Db,
  batch: Omit<Insertable<Tables["batch"]>, "exemplarVersion">,
): Promise<void> {
  await db
    .insertInto("batch")
    .values(({ selectFrom }) => ({
      ...batch,
      exemplarVersion: selectFrom("project").select("exemplarVersion").where("id", "=", batch.projectId),
    }))
    .execute();
}

export async function getBatch(db: Db, id: string): Promise<{ number: number; exemplarVersion: number }> {
  return (await readTogether(db, id, readBatches))!;
}

const readBatches = async (db: Db, ids: readonly string[]) => {
  const rows = await db
    .selectFrom("batch")
    .select(["id", "number", "exemplarVersion"])
    .where("id", "in", ids)
    .execute();
  return new Map(rows.map((row) => [row.id, row]));
};

/** 0 where there are none. */
export async function lastBatchNumber(db: Db, project: string): Promise<number> {
  const { last } = await db
    .selectFrom("batch")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

/** Images with proposals that may be annotated, with how many people have each (null: nobody). */
function imagesToDeal(db: Db, project: string) {
  const given = db
    .selectFrom("assignment")
    .select(["imageId", (eb) => eb.fn.countAll<number>().as("annotators")])
    .where("projectId", "=", project)
    .where(isAnnotation())
    .where("state", "!=", "withdrawn")
    .where("extra", "=", 0)
    .groupBy("imageId")
    .as("given");
  return (
    db
      .selectFrom("image")
      .innerJoin("proposal", "proposal.imageId", "image.id")
      .leftJoin("agreement", "agreement.imageId", "image.id")
      .leftJoin(given, "given.imageId", "image.id")
      .select(["image.id", "image.key", "given.annotators"])
      .where("image.projectId", "=", project)
      .where("image.fileState", "=", "ok")
      .where("image.isGold", "=", 0)
      .where(notInOpenPilot)
      // On these nobody votes.
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("settled")
              .select("settled.imageId")
              .whereRef("settled.imageId", "=", "image.id")
              .where("settled.basis", "=", "models"),
          ),
        ),
      )
      // What a lead sent to refinement needs no annotators.
      .where((eb) => eb.or([eb("agreement.imageId", "is", null), eb("agreement.agreed", "=", 1)]))
  );
}

/** The images of a project that may be annotated, by key, with their original labels and how many people have each. */
export async function listImagesToDeal(
  db: Db,
  project: string,
): Promise<(ImageToDeal & { annotators: number })[]> {
  const rows = await imagesToDeal(db, project).orderBy("image.key").execute();
  const images = rows.map(({ annotators, ...image }) => ({ ...image, annotators: Number(annotators ?? 0) }));
  const originals = new Map<string, number[]>();
  for (let first = 0; first < images.length; first += chunkSize) {
    const ids = images.slice(first, first + chunkSize).map(({ id }) => id);
    for (const [image, labels] of await listOriginalLabelsOf(db, ids)) originals.set(image, labels);
  }
  return images.map((image) => ({ ...image, originals: originals.get(image.id) ?? [] }));
}

/** How many images with proposals nobody has to annotate, and how many have fewer annotators than they need. */
export async function countToDeal(
  db: Db,
  project: string,
  overlap: number,
): Promise<{ unassigned: number; short: number }> {
  const { unassigned, short } = await db
    .selectFrom(imagesToDeal(db, project).as("image"))
    .select([
      sql<number>`count(case when "annotators" is null then 1 end)`.as("unassigned"),
      sql<number>`count(case when "annotators" < ${overlap} then 1 end)`.as("short"),
    ])
    .executeTakeFirstOrThrow();
  return { unassigned: Number(unassigned), short: Number(short) };
}

export interface BatchProgress {
  id: string;
  number: number;
  createdAt: string;
  methodJson: string | null;
  images: number;
  people: { person: string; name: string; total: number; done: number; skipped: number; blocked: number }[];
}

/** A project's batches in order, with how far each annotator is. */
export async function listBatches(db: Db, project: string): Promise<BatchProgress[]> {
  const batches = await db
    .selectFrom("batch")
    .selectAll()
    .where("projectId", "=", project)
    .orderBy("number")
    .execute();
  const given = await db
    .selectFrom("assignment")
    .innerJoin("person", "person.id", "assignment.personId")
    .select([
      "assignment.batchId",
      "assignment.personId as person",
      "person.name",
      "assignment.state",
      (eb) => eb.fn.countAll().as("images"),
    ])
    .where("assignment.projectId", "=", project)
    .where("assignment.batchId", "is not", null)
    .where("assignment.state", "!=", "withdrawn")
    .where(isNoRepeat)
    .groupBy(["assignment.batchId", "assignment.personId", "person.name", "assignment.state"])
    .orderBy("person.name")
    .orderBy("assignment.personId")
    .execute();
  const sizes = await db
    .selectFrom("assignment")
    .innerJoin("image", "image.id", "assignment.imageId")
    .select(["batchId", (eb) => eb.fn.count("imageId").distinct().as("images")])
    .where("assignment.projectId", "=", project)
    .where("image.isGold", "=", 0)
    .where("batchId", "is not", null)
    .where("state", "!=", "withdrawn")
    .groupBy("batchId")
    .execute();
  const sizeOf = new Map(sizes.map(({ batchId, images }) => [batchId, Number(images)]));
  const byBatch = Map.groupBy(given, ({ batchId }) => batchId);
  return batches.map(({ id, number, createdAt, methodJson }) => {
    const people = Map.groupBy(byBatch.get(id) ?? [], ({ person }) => person);
    return {
      id,
      number,
      createdAt,
      methodJson,
      images: sizeOf.get(id) ?? 0,
      people: [...people].map(([person, rows]) => {
        const count = (...states: AssignmentState[]) =>
          rows
            .filter(({ state }) => states.includes(state))
            .reduce((sum, row) => sum + Number(row.images), 0);
        return {
          person,
          name: rows[0]?.name ?? "",
          total: count("open", "submitted", "skipped", "blocked"),
          done: count("submitted"),
          skipped: count("skipped"),
          blocked: count("blocked"),
        };
      }),
    };
  });
}
