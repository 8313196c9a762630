import type { Selectable } from "kysely";
import { newId } from "./newId.ts";
import type { Db, Tables } from "./schema.ts";

export type ImportRoot = Selectable<Tables["importRoot"]>;

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
