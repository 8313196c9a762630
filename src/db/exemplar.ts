import type { Selectable } from "kysely";
import { Failure } from "../contract/failure.ts";
import type { Db, Tables } from "./schema.ts";

export type Exemplar = Selectable<Tables["exemplar"]>;

/** Rows per INSERT: both databases bound the number of a statement's parameters. */
const chunkSize = 500;

/** A version of a project's exemplars, by label and position. */
export async function listExemplars(db: Db, project: string, version: number): Promise<Exemplar[]> {
  return db
    .selectFrom("exemplar")
    .selectAll()
    .where("projectId", "=", project)
    .where("version", "=", version)
    .orderBy("labelIndex")
    .orderBy("position")
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

/** The keys of images that are exemplars too (the same file content), which would give their label away. */
export async function listExemplarImages(db: Db, project: string, version: number): Promise<string[]> {
  const rows = await db
    .selectFrom("image")
    .innerJoin("exemplar", "exemplar.sha256", "image.sha256")
    .select("image.key")
    .distinct()
    .where("image.projectId", "=", project)
    .where("exemplar.projectId", "=", project)
    .where("exemplar.version", "=", version)
    .orderBy("image.key")
    .execute();
  return rows.map(({ key }) => key);
}
