import { type Selectable, sql } from "kysely";
import type { Db, LabelKind, Tables } from "../schema.ts";

export type LabelCursor = Selectable<Tables["labelCursor"]>;
export type LabelImage = Pick<Selectable<Tables["labelImage"]>, "labelIndex" | "kind" | "imageId">;

/** Rows per statement: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

const chunks = <Row>(rows: readonly Row[]) =>
  Array.from({ length: Math.ceil(rows.length / chunkSize) }, (_, at) =>
    rows.slice(at * chunkSize, (at + 1) * chunkSize),
  );

export async function findLabelCursor(db: Db, project: string): Promise<LabelCursor | undefined> {
  return db.selectFrom("labelCursor").selectAll().where("projectId", "=", project).executeTakeFirst();
}

/** The cursor, which nobody else moves before this transaction ends. */
export async function lockLabelCursor(
  db: Db,
  dialect: "sqlite" | "postgres",
  project: string,
  start: Omit<LabelCursor, "projectId">,
): Promise<LabelCursor> {
  await db
    .insertInto("labelCursor")
    .values({ projectId: project, ...start })
    .onConflict((conflict) => conflict.column("projectId").doNothing())
    .execute();
  return db
    .selectFrom("labelCursor")
    .selectAll()
    .where("projectId", "=", project)
    .$if(dialect === "postgres", (query) => query.forUpdate())
    .executeTakeFirstOrThrow();
}

export async function moveLabelCursor(
  db: Db,
  project: string,
  changes: Partial<Pick<LabelCursor, "event" | "image" | "proposals">>,
): Promise<void> {
  await db.updateTable("labelCursor").set(changes).where("projectId", "=", project).execute();
}

/** Has all that is known of which images concern which labels counted anew. */
export async function forgetLabelCounts(db: Db, project: string): Promise<void> {
  for (const table of ["labelImage", "labelCount", "labelConfusion", "labelCursor"] as const)
    await db.deleteFrom(table).where("projectId", "=", project).execute();
}

/** Images that have all their annotations, in the order of their ids. */
export async function listAnnotatedAfter(
  db: Db,
  project: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select("image.id")
    .where("image.projectId", "=", project)
    .where("agreement.imageId", ">", after)
    .orderBy("agreement.imageId")
    .limit(limit)
    .execute();
  return rows.map(({ id }) => id);
}

/** Of these images, those on which the annotators disagreed, gold ones left out. */
export async function listDisagreed(db: Db, images: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom("agreement")
    .innerJoin("image", "image.id", "agreement.imageId")
    .select("image.id")
    .where("image.id", "in", images)
    .where("image.isGold", "=", 0)
    .where("agreement.agreed", "=", 0)
    .execute();
  return rows.map(({ id }) => id);
}

/** Makes the rows of these images (at most a few hundred) the ones given, and the counts follow. */
export async function replaceLabelImages(
  db: Db,
  project: string,
  images: readonly string[],
  rows: readonly LabelImage[],
): Promise<void> {
  const nameOf = ({ labelIndex, kind, imageId }: LabelImage) => `${labelIndex} ${kind} ${imageId}`;
  const stored = await db
    .selectFrom("labelImage")
    .select(["labelIndex", "kind", "imageId"])
    .where("imageId", "in", images)
    .where("projectId", "=", project)
    .execute();
  const [is, was] = [rows, stored].map((list) => new Set(list.map(nameOf)));
  const gone = stored.filter((row) => !is!.has(nameOf(row)));
  const added = rows.filter((row) => !was!.has(nameOf(row)));
  for (const { labelIndex, kind, imageId } of gone) {
    await db
      .deleteFrom("labelImage")
      .where("projectId", "=", project)
      .where("labelIndex", "=", labelIndex)
      .where("kind", "=", kind)
      .where("imageId", "=", imageId)
      .execute();
  }
  for (const chunk of chunks(added)) {
    await db
      .insertInto("labelImage")
      .values(chunk.map((row) => ({ projectId: project, ...row })))
      .execute();
  }
  await addToCounts(db, project, [
    ...added.map((row) => ({ ...row, images: 1 })),
    ...gone.map((row) => ({ ...row, images: -1 })),
  ]);
}

async function addToCounts(
  db: Db,
  project: string,
  changes: readonly { labelIndex: number; kind: LabelKind; images: number }[],
): Promise<void> {
  const sums = new Map<string, { labelIndex: number; kind: LabelKind; images: number }>();
  for (const { labelIndex, kind, images } of changes) {
    const name = `${labelIndex} ${kind}`;
    sums.set(name, { labelIndex, kind, images: (sums.get(name)?.images ?? 0) + images });
  }
  for (const chunk of chunks([...sums.values()].filter(({ images }) => images !== 0))) {
    await db
      .insertInto("labelCount")
      .values(chunk.map((row) => ({ projectId: project, ...row })))
      .onConflict((conflict) =>
        conflict
          .columns(["projectId", "kind", "labelIndex"])
          .doUpdateSet({ images: sql`"labelCount"."images" + excluded."images"` }),
      )
      .execute();
  }
}

/** How many images concern the labels of a project, or one of them; a label without any is missing. */
export async function listLabelCounts(
  db: Db,
  project: string,
  label?: number,
): Promise<{ labelIndex: number; kind: LabelKind | "proposed"; images: number }[]> {
  return db
    .selectFrom("labelCount")
    .select(["labelIndex", "kind", "images"])
    .where("projectId", "=", project)
    .$if(label !== undefined, (query) => query.where("labelIndex", "=", label!))
    .execute();
}

/** Images whose final labels hold a label, in the order of their ids, from the one after `after`. */
export async function listImagesOfLabel(
  db: Db,
  { project, label, after, limit }: { project: string; label: number; after: string; limit: number },
): Promise<{ image: string; key: string; agreed: number | null; byRuling: number | null }[]> {
  return db
    .selectFrom("labelImage")
    .innerJoin("image", "image.id", "labelImage.imageId")
    .leftJoin("agreement", "agreement.imageId", "labelImage.imageId")
    .select(["image.id as image", "image.key", "agreement.agreed", "agreement.byRuling"])
    .where("labelImage.projectId", "=", project)
    .where("labelImage.labelIndex", "=", label)
    .where("labelImage.kind", "=", "final")
    .where("labelImage.imageId", ">", after)
    .orderBy("labelImage.imageId")
    .limit(limit)
    .execute();
}

/** Of these images, those whose final labels hold the label. */
export async function whichHold(
  db: Db,
  project: string,
  label: number,
  images: readonly string[],
): Promise<Set<string>> {
  if (images.length === 0) return new Set();
  const rows = await db
    .selectFrom("labelImage")
    .select("imageId")
    .where("projectId", "=", project)
    .where("labelIndex", "=", label)
    .where("kind", "=", "final")
    .where("imageId", "in", images)
    .execute();
  return new Set(rows.map(({ imageId }) => imageId));
}
