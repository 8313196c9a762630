import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";
import { newId } from "../newId.ts";

interface Before {
  importRoot: { id: string; projectId: string; path: string };
  image: { projectId: string; rootId: string; createdAt: string; importId: string | null };
  imageImport: {
    id: string;
    projectId: string;
    number: number;
    rootId: string;
    source: string;
    createdAt: string;
    completedAt: string | null;
  };
}

/**
 * Which import brought which image, so that it can be undone. The images of an earlier import had their time in common.
 * Copies that lie in the data folder are found from there, wherever it is moved.
 */
export const whichImport = (): Migration => ({
  async up(database: Kysely<unknown>) {
    for (const statement of [
      `CREATE TABLE "imageImport" (
        "id" TEXT PRIMARY KEY, "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "number" INTEGER NOT NULL,
        "rootId" TEXT NOT NULL, "source" TEXT NOT NULL, "createdAt" TEXT NOT NULL, "completedAt" TEXT,
        "undoneAt" TEXT, "tidiedAt" TEXT, UNIQUE ("projectId", "number"))`,
      `ALTER TABLE "image" ADD COLUMN "importId" TEXT REFERENCES "imageImport" ("id")`,
      `ALTER TABLE "originalLabel" ADD COLUMN "importId" TEXT REFERENCES "imageImport" ("id")`,
    ]) {
      await sql.raw(statement).execute(database);
    }
    const db = database as Kysely<Before>;
    await numberImports(db);
    await findCopies(db);
  },
});

async function numberImports(db: Kysely<Before>): Promise<void> {
  const imports = await db
    .selectFrom("image")
    .innerJoin("importRoot", "importRoot.id", "image.rootId")
    .select(["image.projectId", "image.rootId", "image.createdAt", "importRoot.path"])
    .distinct()
    .orderBy("image.createdAt")
    .orderBy("importRoot.path")
    .execute();
  const numbers = new Map<string, number>();
  for (const { projectId, rootId, createdAt, path } of imports) {
    const number = (numbers.get(projectId) ?? 0) + 1;
    numbers.set(projectId, number);
    const id = newId();
    await db
      .insertInto("imageImport")
      .values({ id, projectId, number, rootId, source: path, createdAt, completedAt: createdAt })
      .execute();
    await db
      .updateTable("image")
      .set({ importId: id })
      .where("rootId", "=", rootId)
      .where("createdAt", "=", createdAt)
      .execute();
  }
}

async function findCopies(db: Kysely<Before>): Promise<void> {
  for (const { id, projectId, path } of await db.selectFrom("importRoot").selectAll().execute()) {
    const parts = path.split(/[/\\]/).slice(-3);
    if (parts[0] === "files" && parts[1] === projectId && /^[0-9a-f]{12}$/.test(parts[2] ?? "")) {
      await db
        .updateTable("importRoot")
        .set({ path: parts.join("/") })
        .where("id", "=", id)
        .execute();
    }
  }
}
