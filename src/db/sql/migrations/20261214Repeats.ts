import { type Kysely, sql } from "kysely";
import type { Migration } from "kysely/migration";

/** Images that a person answers once more. */
export const repeats = (): Migration => ({
  async up(db: Kysely<unknown>) {
    const statements = [
      `CREATE TABLE "repeat" (
        "imageId" TEXT PRIMARY KEY REFERENCES "image" ("id"), "ofImageId" TEXT NOT NULL REFERENCES "image" ("id"),
        "projectId" TEXT NOT NULL REFERENCES "project" ("id"), "stage" TEXT NOT NULL,
        "personId" TEXT NOT NULL REFERENCES "person" ("id"), "place" INTEGER NOT NULL, "at" TEXT NOT NULL,
        UNIQUE ("projectId", "personId", "stage", "place"))`,
      `CREATE UNIQUE INDEX "repeatOfImage" ON "repeat" ("ofImageId", "personId", "stage")`,
    ];
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
});
