import { sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createPostgresDatabase } from "../../../test/databases/migratedDatabases.ts";
import type { Database } from "../schema.ts";
import { connectPostgres, describePostgresError } from "./openPostgres.ts";
import { storageFailure } from "./storageFailure.ts";

let db: Database;
beforeAll(async () => {
  db = connectPostgres(await createPostgresDatabase());
});
afterAll(() => db.destroy());

/** An error with a code, as the server sends it and the library passes it on. */
const raise = (code: string): Promise<unknown> =>
  sql
    .raw(`do $$ begin raise exception 'could not extend file "base/1"' using errcode = '${code}'; end $$`)
    .execute(db)
    .then(
      () => undefined,
      (error: unknown) => error,
    );

test.each([
  ["53100", "disk-full", /^The disk of the PostgreSQL server is full: nothing was saved .*base\/1/],
  ["53200", "unavailable", /busy: nothing was saved/],
  ["53300", "unavailable", /busy: nothing was saved/],
  ["40001", "unavailable", /busy: nothing was saved/],
  ["57P01", "unavailable", /cannot be reached/],
  ["25006", "unavailable", /takes no writes: nothing was saved.*MULTILABELFY_DATABASE_URL/],
  ["58030", "unavailable", /disk failed/],
])("PostgreSQL's %s is told as %s", async (code, expected, words) => {
  const error = await raise(code);
  expect(error).toMatchObject({ code });
  expect(storageFailure(error, { kind: "postgres" })).toMatchObject({
    code: expected,
    message: expect.stringMatching(words),
    details: expected === "unavailable" ? { retryAfterSeconds: expect.any(Number) } : undefined,
  });
});

test("a full disk is told as one at the start, too; what else is wrong there, as a database that cannot be used", async () => {
  expect(describePostgresError(await raise("53100"))).toMatchObject({ code: "disk-full" });
  expect(describePostgresError(await raise("28P01"))).toMatchObject({ code: "not-ready" });
});

test("an error of the program is none of the database's", async () => {
  expect(storageFailure(await raise("42601"))).toBeUndefined();
  expect(storageFailure(new TypeError("x is undefined"))).toBeUndefined();
});
