import { sql } from "kysely";
import { expect, test } from "vitest";
import { onSqlite } from "../../../test/onBothDatabases.ts";
import { writeInBulk } from "./writeInBulk.ts";

onSqlite("writeInBulk", (use) => {
  const settings = () =>
    Promise.all(
      ["cache_size", "wal_autocheckpoint", "temp_store", "synchronous"].map(async (name) => {
        const { rows } = await sql.raw<Record<string, number>>(`pragma ${name}`).execute(use().db);
        return Object.values(rows[0]!)[0];
      }),
    );

  test("leaves the database as it was, also where the work fails, and as safe meanwhile", async () => {
    // As the program has it: the databases of tests do not wait for the disk.
    await sql`pragma synchronous = full`.execute(use().db);
    const usual = await settings();
    expect(await writeInBulk(use().db, "sqlite", settings)).toEqual([-32_000, 32_768, 2, usual[3]]);
    expect(await settings()).toEqual(usual);
    await expect(writeInBulk(use().db, "sqlite", () => Promise.reject(new Error("full")))).rejects.toThrow(
      "full",
    );
    expect(await settings()).toEqual(usual);
  });
});
