import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Where in an image a model sees its labels. What the columns mean stands in db/tables/mapTables.ts. */
export const labelMaps = (dialect: "sqlite" | "postgres"): Migration => ({
  async up(db: Kysely<unknown>) {
    await sql
      .raw(
        `CREATE TABLE "labelMap" (
        "imageId" TEXT NOT NULL REFERENCES "image" ("id"), "modelId" TEXT NOT NULL REFERENCES "model" ("id"),
        "maps" ${dialect === "sqlite" ? "BLOB" : "BYTEA"}, "failure" TEXT, "createdAt" TEXT NOT NULL,
        PRIMARY KEY ("imageId", "modelId"))`,
      )
      .execute(db);
  },
});
