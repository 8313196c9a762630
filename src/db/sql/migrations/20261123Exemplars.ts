import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Exemplars that change label by label, and what labels hold. What the columns mean stands in db/schema.ts. */
export function exemplars(): Migration {
  const statements = [
    `ALTER TABLE "exemplar" RENAME COLUMN "version" TO "fromVersion"`,
    `ALTER TABLE "exemplar" ADD COLUMN "untilVersion" INTEGER`,
    `ALTER TABLE "exemplar" ADD COLUMN "imageId" TEXT REFERENCES "image" ("id")`,
    `UPDATE "exemplar" SET "untilVersion" = "fromVersion" + 1 WHERE "fromVersion" <
      (SELECT "exemplarVersion" FROM "project" WHERE "project"."id" = "exemplar"."projectId")`,
    `CREATE INDEX "exemplarOfLabel" ON "exemplar" ("projectId", "labelIndex")`,
    `CREATE INDEX "exemplarOfContent" ON "exemplar" ("projectId", "sha256")`,
    `CREATE INDEX "imageOfContent" ON "image" ("projectId", "sha256")`,
    `CREATE TABLE "exemplarSet" (
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "version" INTEGER NOT NULL,
      "personId" TEXT REFERENCES "person" ("id"), "createdAt" TEXT NOT NULL, PRIMARY KEY ("projectId", "version"))`,
    `INSERT INTO "exemplarSet" ("projectId", "version", "createdAt")
      SELECT "id", "exemplarVersion", "createdAt" FROM "project" WHERE "exemplarVersion" > 0`,
    `ALTER TABLE "batch" ADD COLUMN "exemplarVersion" INTEGER NOT NULL DEFAULT 0`,
    `UPDATE "batch" SET "exemplarVersion" =
      (SELECT "exemplarVersion" FROM "project" WHERE "project"."id" = "batch"."projectId")`,
    `CREATE TABLE "labelImage" (
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL, "kind" TEXT NOT NULL,
      "imageId" TEXT NOT NULL REFERENCES "image" ("id"),
      PRIMARY KEY ("projectId", "labelIndex", "kind", "imageId"))`,
    `CREATE INDEX "labelsOfImage" ON "labelImage" ("imageId")`,
    `CREATE TABLE "labelCount" (
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL, "kind" TEXT NOT NULL,
      "images" INTEGER NOT NULL, PRIMARY KEY ("projectId", "kind", "labelIndex"))`,
    `CREATE TABLE "labelConfusion" (
      "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "labelIndex" INTEGER NOT NULL,
      "otherIndex" INTEGER NOT NULL, "images" INTEGER NOT NULL,
      PRIMARY KEY ("projectId", "labelIndex", "otherIndex"))`,
    `CREATE TABLE "labelCursor" (
      "projectId" TEXT PRIMARY KEY REFERENCES "project" ("id"), "event" TEXT NOT NULL, "image" TEXT,
      "proposals" TEXT NOT NULL)`,
    `CREATE INDEX "proposalByTime" ON "proposal" ("createdAt")`,
  ];
  return {
    async up(db: Kysely<unknown>) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  };
}
