import type { Insertable } from "kysely";
import type { ImageToDeal } from "../core/planBatches.ts";
import type { AssignmentState } from "../core/stage.ts";
import { listOriginalLabelsOf } from "./image.ts";
import type { Db, Tables } from "./schema.ts";

const chunkSize = 2000;

export async function insertBatch(db: Db, batch: Insertable<Tables["batch"]>): Promise<void> {
  await db.insertInto("batch").values(batch).execute();
}

/** 0 where there are none. */
export async function lastBatchNumber(db: Db, project: string): Promise<number> {
  const { last } = await db
    .selectFrom("batch")
    .select((eb) => eb.fn.max("number").as("last"))
    .where("projectId", "=", project)
    .executeTakeFirstOrThrow();
  return Number(last ?? 0);
}

/**
 * Images with proposals that may be annotated, by key, with their original labels and how many people have each.
 * @param fewerThan only those that fewer people have
 */
export async function listImagesToDeal(
  db: Db,
  project: string,
  fewerThan = Number.MAX_SAFE_INTEGER,
): Promise<(ImageToDeal & { annotators: number })[]> {
  const given = db
    .selectFrom("assignment")
    .select(["imageId", (eb) => eb.fn.countAll<number>().as("annotators")])
    .where("projectId", "=", project)
    .where("stage", "=", "annotate")
    .where("state", "!=", "withdrawn")
    .where("extra", "=", 0)
    .groupBy("imageId")
    .as("given");
  const rows = await db
    .selectFrom("image")
    .innerJoin("proposal", "proposal.imageId", "image.id")
    .leftJoin("agreement", "agreement.imageId", "image.id")
    .leftJoin(given, "given.imageId", "image.id")
    .select(["image.id", "image.key", "given.annotators"])
    .where("image.projectId", "=", project)
    .where("image.fileState", "=", "ok")
    .where("image.isGold", "=", 0)
    // What a lead sent to refinement needs no annotators.
    .where((eb) => eb.or([eb("agreement.imageId", "is", null), eb("given.annotators", "is not", null)]))
    .orderBy("image.key")
    .execute();
  const images = rows
    .map(({ annotators, ...image }) => ({ ...image, annotators: Number(annotators ?? 0) }))
    .filter(({ annotators }) => annotators < fewerThan);
  const originals = new Map<string, number[]>();
  for (let first = 0; first < images.length; first += chunkSize) {
    const ids = images.slice(first, first + chunkSize).map(({ id }) => id);
    for (const [image, labels] of await listOriginalLabelsOf(db, ids)) originals.set(image, labels);
  }
  return images.map((image) => ({ ...image, originals: originals.get(image.id) ?? [] }));
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
    .groupBy(["assignment.batchId", "assignment.personId", "person.name", "assignment.state"])
    .orderBy("person.name")
    .orderBy("assignment.personId")
    .execute();
  const sizes = await db
    .selectFrom("assignment")
    .select(["batchId", (eb) => eb.fn.count("imageId").distinct().as("images")])
    .where("projectId", "=", project)
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
