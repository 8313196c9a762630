import { type ExpressionBuilder, type Selectable, sql } from "kysely";
import { Failure } from "../contract/failure.ts";
import { getBatch } from "./batches.ts";
import { isNotLeftOut } from "./images/leftOut.ts";
import type { Db, Tables } from "./schema.ts";

export type Exemplar = Selectable<Tables["exemplar"]>;

/** Rows per INSERT: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/** A version of a project's exemplars, or of one label's, by label and position. */
export async function listExemplars(
  db: Db,
  project: string,
  version: number,
  label?: number,
): Promise<Exemplar[]> {
  return selectVersion(db, project, version)
    .selectAll("exemplar")
    .$if(label !== undefined, (query) => query.where("labelIndex", "=", label!))
    .orderBy("labelIndex")
    .orderBy("position")
    .execute();
}

function selectVersion(db: Db, project: string, version: number) {
  return db
    .selectFrom("exemplar")
    .where("exemplar.projectId", "=", project)
    .where("exemplar.fromVersion", "<=", version)
    .where((eb) =>
      eb.or([eb("exemplar.untilVersion", "is", null), eb("exemplar.untilVersion", ">", version)]),
    );
}

/** Whether an exemplar's photo is none of the images that somebody may be given. */
const isNoImageOf =
  (project: string) =>
  ({ not, exists, selectFrom }: ExpressionBuilder<Tables, "exemplar">) =>
    not(
      exists(
        selectFrom("image")
          .select("image.id")
          .where("image.projectId", "=", project)
          .whereRef("image.sha256", "=", "exemplar.sha256")
          .where(isNotLeftOut),
      ),
    );

/**
 * The exemplars that pages may show: without those that are also images of the project, unless these are allowed.
 *
 * @returns by label and position
 */
export async function listShownExemplars(
  db: Db,
  { project, version, fromEvaluatedSet }: { project: string; version: number; fromEvaluatedSet: boolean },
): Promise<Pick<Exemplar, "id" | "labelIndex">[]> {
  return selectVersion(db, project, version)
    .select(["exemplar.id", "exemplar.labelIndex"])
    .$if(!fromEvaluatedSet, (query) => query.where(isNoImageOf(project)))
    .orderBy("labelIndex")
    .orderBy("position")
    .execute();
}

/** How many exemplars each label has in a version. */
export async function countExemplars(
  db: Db,
  project: string,
  version: number,
): Promise<{ labelIndex: number; exemplars: number }[]> {
  const rows = await selectVersion(db, project, version)
    .select(["exemplar.labelIndex", ({ fn }) => fn.countAll().as("exemplars")])
    .groupBy("exemplar.labelIndex")
    .execute();
  return rows.map(({ labelIndex, exemplars }) => ({ labelIndex, exemplars: Number(exemplars) }));
}

/** Every photo that a label has or had, or that waits to take another's place; the newest first. */
export async function listExemplarsOfLabel(db: Db, project: string, label: number): Promise<Exemplar[]> {
  return db
    .selectFrom("exemplar")
    .selectAll()
    .where("projectId", "=", project)
    .where("labelIndex", "=", label)
    .orderBy("fromVersion", "desc")
    .orderBy("position")
    .execute();
}

/** The exemplars of a version that are the same file as images that somebody may be given, each with such an image. */
export async function listCopies(
  db: Db,
  project: string,
  version: number,
): Promise<{ exemplar: string; image: string }[]> {
  return selectVersion(db, project, version)
    .innerJoin("image", (join) =>
      join.onRef("image.sha256", "=", "exemplar.sha256").on("image.projectId", "=", project),
    )
    .where(isNotLeftOut)
    .select(["exemplar.id as exemplar", "image.id as image"])
    .execute();
}

/** The photos of some labels that wait to take another's place, and are no image of the project; in a lasting order. */
export async function listSpares(
  db: Db,
  project: string,
  labels: readonly number[],
): Promise<Pick<Exemplar, "id" | "labelIndex">[]> {
  if (labels.length === 0) return [];
  return db
    .selectFrom("exemplar")
    .select(["exemplar.id", "exemplar.labelIndex"])
    .where("exemplar.projectId", "=", project)
    .whereRef("exemplar.fromVersion", "=", "exemplar.untilVersion")
    .where("exemplar.labelIndex", "in", labels)
    .where(isNoImageOf(project))
    .orderBy("exemplar.labelIndex")
    .orderBy("exemplar.position")
    .orderBy("exemplar.id")
    .execute();
}

/** An exemplar and where its file lies: `path` below `root`, an absolute folder. */
export async function getExemplarFile(db: Db, id: string): Promise<Exemplar & { root: string }> {
  const row = await db
    .selectFrom("exemplar")
    .innerJoin("importRoot", "importRoot.id", "exemplar.rootId")
    .selectAll("exemplar")
    .select("importRoot.path as root")
    .where("exemplar.id", "=", id)
    .executeTakeFirst();
  if (!row) throw new Failure("not-found", "There is no such exemplar.");
  return row;
}

export async function insertExemplars(db: Db, exemplars: readonly Exemplar[]): Promise<void> {
  for (let first = 0; first < exemplars.length; first += chunkSize) {
    await db
      .insertInto("exemplar")
      .values(exemplars.slice(first, first + chunkSize))
      .execute();
  }
}

/** These exemplars belong to no version from this one on. */
export async function endExemplars(db: Db, ids: readonly string[], untilVersion: number): Promise<void> {
  for (let first = 0; first < ids.length; first += chunkSize) {
    await db
      .updateTable("exemplar")
      .set({ untilVersion })
      .where("id", "in", ids.slice(first, first + chunkSize))
      .execute();
  }
}

export async function insertExemplarSet(db: Db, set: Selectable<Tables["exemplarSet"]>): Promise<void> {
  await db.insertInto("exemplarSet").values(set).execute();
}

/** When a version was made and by whom; undefined for version 0. */
export async function findExemplarSet(
  db: Db,
  project: string,
  version: number,
): Promise<{ createdAt: string; name: string | null } | undefined> {
  return db
    .selectFrom("exemplarSet")
    .leftJoin("person", "person.id", "exemplarSet.personId")
    .select(["exemplarSet.createdAt", "person.name"])
    .where("projectId", "=", project)
    .where("version", "=", version)
    .executeTakeFirst();
}

/**
 * The version that an assignment's page shows: that of its batch; without one, the newest when it was first opened,
 * so that a page which is opened again is the same.
 */
export async function findExemplarVersionOf(
  db: Db,
  { batchId, projectId, openedAt }: { batchId: string | null; projectId: string; openedAt: string | null },
): Promise<number> {
  if (batchId !== null) return (await getBatch(db, batchId)).exemplarVersion;
  const { version } = await db
    .selectFrom("exemplarSet")
    .select(({ fn }) => fn.max("version").as("version"))
    .where("projectId", "=", projectId)
    .$if(openedAt !== null, (query) => query.where("createdAt", "<=", openedAt!))
    .executeTakeFirstOrThrow();
  return Number(version ?? 0);
}

/** The keys of images that are exemplars too (the same file content), which would give their label away. */
export async function listExemplarImages(db: Db, project: string, version: number): Promise<string[]> {
  const rows = await selectVersion(db, project, version)
    .innerJoin("image", (join) =>
      join.onRef("image.sha256", "=", "exemplar.sha256").on("image.projectId", "=", project),
    )
    .where(isNotLeftOut)
    .select("image.key")
    .distinct()
    .orderBy("image.key")
    .execute();
  return rows.map(({ key }) => key);
}

/** Two people who change exemplars at once must see each other's version. SQLite has one writer anyway. */
export async function lockProject(db: Db, dialect: "sqlite" | "postgres", project: string): Promise<void> {
  if (dialect === "postgres")
    await sql`SELECT 1 FROM "project" WHERE "id" = ${project} FOR UPDATE`.execute(db);
}
