import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from "kysely";
import { expect, it } from "vitest";
import { tableChanges } from "./listMigrations.ts";

/** What may be done to tables beside a server that does not know of it. */
const adding = [
  /^CREATE TABLE /i,
  // No unique one: what an older server writes may not be.
  /^CREATE INDEX /i,
  /^ALTER TABLE "\w+" ADD COLUMN "\w+" (?!.*NOT NULL(?!.*DEFAULT))(?!.*UNIQUE)/i,
];

/** The statements of a change, none of which is run. */
async function statementsOf(change: (typeof tableChanges)[string]): Promise<string[]> {
  const statements: string[] = [];
  const db = new Kysely<unknown>({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => new DummyDriver(),
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
    log: ({ query }) => void statements.push(query.sql.replaceAll(/\s+/g, " ").trim()),
  });
  await change("postgres").up(db);
  return statements;
}

const narrowing = async (change: (typeof tableChanges)[string]) =>
  (await statementsOf(change)).filter((statement) => !adding.some((form) => form.test(statement)));

const changeOf =
  (statement: string): (typeof tableChanges)[string] =>
  () => ({ up: async (db) => void (await sql.raw(statement).execute(db)) });

it("a change that says that older servers go on beside it only adds to the tables", async () => {
  for (const [name, change] of Object.entries(tableChanges)) {
    if (name.endsWith("-beside-older"))
      expect({ name, statements: await narrowing(change) }).toEqual({ name, statements: [] });
  }
  // The first release's own would be found: it writes rows.
  expect((await narrowing(tableChanges["0.1.0"]!)).length).toBeGreaterThan(0);
});

it.each([
  [`ALTER TABLE "image" ADD COLUMN "colour" TEXT`, true],
  [`ALTER TABLE "image" ADD COLUMN "colour" TEXT NOT NULL DEFAULT 'red'`, true],
  [`ALTER TABLE "image" ADD COLUMN "colour" TEXT NOT NULL`, false],
  [`ALTER TABLE "image" ADD COLUMN "colour" TEXT UNIQUE`, false],
  [`ALTER TABLE "image" DROP COLUMN "format"`, false],
  [`ALTER TABLE "image" RENAME TO "photo"`, false],
  [`CREATE INDEX "imageByColour" ON "image" ("colour")`, true],
  [`CREATE UNIQUE INDEX "imageByColour" ON "image" ("colour")`, false],
  [`CREATE TABLE "colour" ("name" TEXT)`, true],
  [`DROP INDEX "imageByState"`, false],
  [`UPDATE "image" SET "format" = 'png'`, false],
])("%s: only adds, %s", async (statement, adds) => {
  expect(await narrowing(changeOf(statement))).toEqual(adds ? [] : [statement]);
});
