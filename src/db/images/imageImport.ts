import { type Selectable, sql } from "kysely";
import { deleteEmptyChunks } from "../embeddings.ts";
import { findLatestJob } from "../jobs.ts";
import { forgetLabelCounts } from "../labels/labelImage.ts";
import type { Db, Tables } from "../schema.ts";
import { newId } from "../sql/newId.ts";

export type ImageImport = Selectable<Tables["imageImport"]>;

/** A project's imports, the newest first. */
export async function listImageImports(db: Db, project: string): Promise<ImageImport[]> {
  return db
    .selectFrom("imageImport")
    .selectAll()
    .where("projectId", "=", project)
    .orderBy("number", "desc")
    .execute();
}

/** The import of a source that was interrupted, if it is the project's last one; otherwise a new one. */
export async function continueImageImport(
  db: Db,
  {
    projectId,
    rootId,
    source,
    createdAt,
  }: Pick<ImageImport, "projectId" | "rootId" | "source" | "createdAt">,
): Promise<ImageImport> {
  const [last] = await listImageImports(db, projectId);
  const isSame = last?.rootId === rootId && last.source === source;
  if (last && isSame && last.completedAt === null && last.undoneAt === null) return last;
  const row = {
    id: newId(),
    projectId,
    number: (last?.number ?? 0) + 1,
    rootId,
    source,
    createdAt,
    completedAt: null,
  };
  await db.insertInto("imageImport").values(row).execute();
  return { ...row, undoneAt: null, tidiedAt: null };
}

export async function updateImageImport(
  db: Db,
  id: string,
  changes: Partial<Pick<ImageImport, "completedAt" | "undoneAt" | "tidiedAt">>,
): Promise<void> {
  await db.updateTable("imageImport").set(changes).where("id", "=", id).execute();
}

/** How many images an import brought, and to how many others it brought original labels. */
export async function countImported(db: Db, id: string): Promise<{ images: number; labelled: number }> {
  const { images } = await db
    .selectFrom("image")
    .select(({ fn }) => fn.countAll().as("images"))
    .where("importId", "=", id)
    .executeTakeFirstOrThrow();
  const { labelled } = await db
    .selectFrom("originalLabel")
    .select(({ fn }) => fn.count("imageId").distinct().as("labelled"))
    .where("importId", "=", id)
    .executeTakeFirstOrThrow();
  return { images: Number(images), labelled: Number(labelled) };
}

/** Where somebody's work refers to images, with what that is called. */
const work = {
  assignment: "given to annotators or experts",
  agreement: "annotated",
  sending: "sent to refinement or withdrawn by a lead",
  review: "reviewed",
  auditMark: "marked in an audit",
  sheetImage: "on sheets",
  sampledError: "in a sample of errors",
  gold: "gold images",
  pilotImage: "in a pilot",
  practiceAnswer: "used for practice",
  releaseImage: "in a release",
  exemplar: "exemplars",
  message: "talked of",
  event: "in the history of people's work",
} as const;

/** Images of an import, and those that it brought labels to. */
const ofImport = (id: string) => sql<string>`select "id" from "image" where "importId" = ${id}
  union select "imageId" from "originalLabel" where "importId" = ${id}`;

/** How many images that an import brought, or brought labels to, somebody worked with, by what was done. */
export async function countWorkedWith(db: Db, id: string): Promise<{ what: string; images: number }[]> {
  const found: { what: string; images: number }[] = [];
  for (const [table, what] of Object.entries(work)) {
    const { rows } = await sql<{ images: number | string }>`select count(distinct "imageId") as "images"
      from ${sql.table(table)} where "imageId" in (${ofImport(id)})`.execute(db);
    const images = Number(rows[0]?.images ?? 0);
    if (images > 0) found.push({ what, images });
  }
  return found;
}

/** Those of these images (at most a few thousand) that somebody worked with. */
export const findWorkedWith = (db: Db, images: readonly string[]): Promise<Set<string>> =>
  findIn(db, Object.keys(work), images);

/** A lead who looks at images, or has left them out before, keeps nobody from leaving them out. */
const looking = ["auditMark", "event", "message"];

/** Those of these images (at most a few thousand) that somebody was given, or that stand where work counts. */
export const findGiven = (db: Db, images: readonly string[]): Promise<Set<string>> =>
  findIn(
    db,
    Object.keys(work).filter((table) => !looking.includes(table)),
    images,
  );

async function findIn(db: Db, tables: readonly string[], images: readonly string[]): Promise<Set<string>> {
  const found = new Set<string>();
  if (images.length === 0) return found;
  for (const table of tables) {
    const { rows } = await sql<{ imageId: string }>`select distinct "imageId" from ${sql.table(table)}
      where "imageId" in (${sql.join([...images])})`.execute(db);
    for (const { imageId } of rows) found.add(imageId);
  }
  return found;
}

/** Ids of the images that an import brought, or brought labels to. */
export async function listImagesOfImport(db: Db, id: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`${ofImport(id)}`.execute(db);
  return rows.map((row) => row.id);
}

/** What lies beside images that nobody worked with: it is made of them, or made again. */
const madeOfImages = [
  "labelImage",
  "candidate",
  "proposal",
  "trial",
  "prediction",
  "embedding",
  "labelMap",
  "originalLabel",
] as const;

/** What no image has without having something of `work`. */
const besideWork = [
  "repeat",
  "ruledImage",
  "settled",
  "earlyEnding",
  "sheetTick",
  "sheetFlag",
  "releaseReview",
  "releaseObjects",
  "auditSampleImage",
  "auditedImage",
  "settledMatter",
  "mention",
  "threadReader",
  "leftOut",
] as const;

/** Tables of which it is decided what becomes of their rows when an import is undone. */
export const tablesOfImages: readonly string[] = [...Object.keys(work), ...madeOfImages, ...besideWork];

/** Takes an import's images and labels out, with all that was made of them. */
export async function deleteImported(db: Db, project: string, id: string): Promise<void> {
  const images = sql`select "id" from "image" where "importId" = ${id}`;
  await forgetScores(db, project, id);
  await forgetEmbeddingFile(db, project, id);
  for (const table of madeOfImages) {
    await sql`delete from ${sql.table(table)} where "imageId" in (${images})`.execute(db);
  }
  await db.deleteFrom("originalLabel").where("importId", "=", id).execute();
  await db.deleteFrom("image").where("importId", "=", id).execute();
  await deleteEmptyChunks(db, project);
  // Counted anew from what is left.
  await forgetLabelCounts(db, project);
}

/** Imported scores that lose rows are no longer those of the same file: importing it again stores it anew. */
async function forgetScores(db: Db, project: string, id: string): Promise<void> {
  await sql`update "scoreImport" set "sourceJson" = ${JSON.stringify({ undone: id })}
    where "projectId" = ${project} and exists (select 1 from "prediction"
      inner join "image" on "image"."id" = "prediction"."imageId"
      where "prediction"."modelId" = "scoreImport"."modelId" and "image"."importId" = ${id})`.execute(db);
  await sql`delete from "scoreImport" where "projectId" = ${project} and not exists (select 1 from "prediction"
      inner join "image" on "image"."id" = "prediction"."imageId"
      where "prediction"."modelId" = "scoreImport"."modelId" and "image"."projectId" = ${project}
        and ("image"."importId" is null or "image"."importId" <> ${id}))
    and "sourceJson" = ${JSON.stringify({ undone: id })}`.execute(db);
}

/** Imported embeddings that lose rows are no longer those of the same file. */
async function forgetEmbeddingFile(db: Db, project: string, id: string): Promise<void> {
  await sql`update "embeddingSet" set "sourceJson" = ${JSON.stringify({ undone: id })}
    where "projectId" = ${project} and "sourceJson" is not null and exists (select 1 from "embedding"
      inner join "image" on "image"."id" = "embedding"."imageId"
      where "embedding"."modelId" = "embeddingSet"."modelId" and "image"."importId" = ${id})`.execute(db);
}

/** What changes whenever a project's images, gold ones left out, become others: by an import, its undoing, or gold. */
export async function findImagesVersion(db: Db, project: string): Promise<string> {
  const imports = await db
    .selectFrom("imageImport")
    .select(["number", "completedAt", "undoneAt"])
    .where("projectId", "=", project)
    .orderBy("number")
    .execute();
  const { gold } = await db
    .selectFrom("image")
    .leftJoin("repeat", "repeat.imageId", "image.id")
    .select(({ fn }) => fn.countAll().as("gold"))
    .where("image.projectId", "=", project)
    .where("image.isGold", "=", 1)
    .where("repeat.imageId", "is", null)
    .executeTakeFirstOrThrow();
  const isUnderWay = imports.some(({ completedAt, undoneAt }) => completedAt === null && undoneAt === null);
  const job = isUnderWay ? await findLatestJob(db, project) : undefined;
  return JSON.stringify([imports, Number(gold), job?.id, job?.done, job?.updatedAt]);
}
