import { sql } from "kysely";
import { tableChanges } from "../../src/db/sql/listMigrations.ts";

const change =
  (...statements: string[]): (typeof tableChanges)[string] =>
  () => ({
    async up(db) {
      for (const statement of statements) await sql.raw(statement).execute(db);
    },
  });

/** What versions after this one might do to the tables: a new one, columns that are filled, an index, a trigger. */
const laterChanges = {
  "90.0.0-colours": change(
    `CREATE TABLE "colour" ("projectId" TEXT NOT NULL REFERENCES "project" ("id"), "name" TEXT NOT NULL)`,
    `INSERT INTO "colour" ("projectId", "name") SELECT "id", 'red' FROM "project"`,
  ),
  "90.0.0-length": change(
    `ALTER TABLE "labelSpace" ADD COLUMN "length" INTEGER NOT NULL DEFAULT 0`,
    `UPDATE "labelSpace" SET "length" = length("name")`,
  ),
  "90.1.0-lengths": change(`CREATE INDEX "spaceByLength" ON "labelSpace" ("length")`),
  "91.0.0-first-letter": change(
    `ALTER TABLE "labelSpace" ADD COLUMN "letter" TEXT`,
    `UPDATE "labelSpace" SET "letter" = substr("name", 1, 1)`,
  ),
};

/** Makes this process one of a later version, until they are taken away: other tests share it. */
export const addLaterChanges = () => void Object.assign(tableChanges, laterChanges);

export function removeLaterChanges(): void {
  for (const name of Object.keys(laterChanges)) delete tableChanges[name];
}
