import type { Selectable } from "kysely";
import type { Db, Tables } from "../schema.ts";
import { newId } from "../sql/newId.ts";

export type ImportRoot = Selectable<Tables["importRoot"]>;

export async function findImportRoot(
  db: Db,
  { projectId, path }: Pick<ImportRoot, "projectId" | "path">,
): Promise<ImportRoot | undefined> {
  return db
    .selectFrom("importRoot")
    .selectAll()
    .where("projectId", "=", projectId)
    .where("path", "=", path)
    .executeTakeFirst();
}

export async function findRootById(db: Db, id: string): Promise<ImportRoot | undefined> {
  return db.selectFrom("importRoot").selectAll().where("id", "=", id).executeTakeFirst();
}

/** The project's import root at this folder; made where there is none. */
export async function ensureImportRoot(
  db: Db,
  root: Pick<ImportRoot, "projectId" | "path" | "createdAt">,
): Promise<ImportRoot> {
  await db
    .insertInto("importRoot")
    .values({ id: newId(), ...root })
    .onConflict((conflict) => conflict.columns(["projectId", "path"]).doNothing())
    .execute();
  return db
    .selectFrom("importRoot")
    .selectAll()
    .where("projectId", "=", root.projectId)
    .where("path", "=", root.path)
    .executeTakeFirstOrThrow();
}

export async function listRootPaths(db: Db, project: string): Promise<string[]> {
  const rows = await db.selectFrom("importRoot").select("path").where("projectId", "=", project).execute();
  return rows.map(({ path }) => path);
}

/** A project's import roots, with how many images each has. */
export async function listImportRoots(
  db: Db,
  project: string,
): Promise<(Pick<ImportRoot, "id" | "path"> & { images: number })[]> {
  const rows = await db
    .selectFrom("importRoot")
    .leftJoin("image", "image.rootId", "importRoot.id")
    .select(["importRoot.id", "importRoot.path", ({ fn }) => fn.count("image.id").as("images")])
    .where("importRoot.projectId", "=", project)
    .groupBy(["importRoot.id", "importRoot.path"])
    .orderBy("importRoot.path")
    .execute();
  return rows.map(({ images, ...root }) => ({ ...root, images: Number(images) }));
}

export async function updateImportRoot(db: Db, id: string, path: string): Promise<void> {
  await db.updateTable("importRoot").set({ path }).where("id", "=", id).execute();
}

/** The files that a root's images and exemplars are, and the size of those that were verified. */
export async function listFilesOfRoot(
  db: Db,
  root: string,
): Promise<{ path: string; bytes: number | null }[]> {
  const images = await db.selectFrom("image").select(["path", "bytes"]).where("rootId", "=", root).execute();
  const exemplars = await db
    .selectFrom("exemplar")
    .select("path")
    .distinct()
    .where("rootId", "=", root)
    .execute();
  return [...images, ...exemplars.map(({ path }) => ({ path, bytes: null }))];
}

/** Takes out roots that nothing refers to. */
export async function deleteUnusedRoots(db: Db, project: string): Promise<void> {
  await db
    .deleteFrom("importRoot")
    .where("projectId", "=", project)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom("image").select("image.id").whereRef("image.rootId", "=", "importRoot.id"))),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom("exemplar").select("exemplar.id").whereRef("exemplar.rootId", "=", "importRoot.id"),
        ),
      ),
    )
    .execute();
}
