import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Embeddings of images. What the columns mean stands in db/tables/embeddingTables.ts. */
export const embeddings = (dialect: "sqlite" | "postgres"): Migration => ({
  async up(db: Kysely<unknown>) {
    const blob = dialect === "sqlite" ? "BLOB" : "BYTEA";
    for (const statement of [
      `CREATE TABLE "embeddingSet" (
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
        "output" TEXT NOT NULL, "size" INTEGER NOT NULL, "sourceJson" TEXT, "rowsDone" INTEGER NOT NULL DEFAULT 0,
        "createdAt" TEXT NOT NULL, "completedAt" TEXT, PRIMARY KEY ("projectId", "modelId"))`,
      `CREATE TABLE "embeddingChunk" (
        "projectId" TEXT NOT NULL, "modelId" TEXT NOT NULL, "number" INTEGER NOT NULL, "imageIdsJson" TEXT NOT NULL,
        "vectors" ${blob} NOT NULL, PRIMARY KEY ("projectId", "modelId", "number"),
        FOREIGN KEY ("projectId", "modelId") REFERENCES "embeddingSet" ("projectId", "modelId"))`,
      `CREATE TABLE "embedding" (
        "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
        "chunk" INTEGER, "failure" TEXT, PRIMARY KEY ("imageId", "modelId"))`,
      // Half-precision floats do not become smaller by packing; trying takes time.
      ...(dialect === "postgres"
        ? [`ALTER TABLE "embeddingChunk" ALTER COLUMN "vectors" SET STORAGE EXTERNAL`]
        : []),
    ]) {
      await sql.raw(statement).execute(db);
    }
  },
});
