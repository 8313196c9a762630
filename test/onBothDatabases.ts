import { rm } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect } from "vitest";
import type { Context } from "../src/actions/context.ts";
import { findWrongCounts } from "../src/db/tasks/assignmentCounts.ts";
import { openMigrated } from "./databases/migratedDatabases.ts";
import { makeQuickFolder } from "./made/makeQuickFolder.ts";
import { makeContext } from "./openFolder.ts";

/**
 * Describes what holds on SQLite and on PostgreSQL alike, each real and empty at the start of the block.
 * `use()` gives the context inside tests and hooks.
 */
export function onBothDatabases(name: string, describeTests: (use: () => Context) => void): void {
  describeOn("sqlite", name, describeTests);
  describeOn("postgres", name, describeTests);
}

/** As `onBothDatabases`, for what takes long and in which the database has no part. */
export function onSqlite(name: string, describeTests: (use: () => Context) => void): void {
  describeOn("sqlite", name, describeTests);
}

/** As `onBothDatabases`, for what there is on PostgreSQL alone. */
export function onPostgres(name: string, describeTests: (use: () => Context) => void): void {
  describeOn("postgres", name, describeTests);
}

function describeOn(
  dialect: Context["dialect"],
  name: string,
  describeTests: (use: () => Context) => void,
): void {
  describe(`${name} on ${dialect === "sqlite" ? "SQLite" : "PostgreSQL"}`, () => {
    let ctx: Context;
    let cleanUp: () => Promise<void>;
    beforeAll(async () => {
      const dataFolder = await makeQuickFolder("multilabelfy-test-");
      const { address, db } = await openMigrated(dialect, join(dataFolder, "multilabelfy.sqlite"));
      ctx = makeContext({ db, address, dataFolder });
      cleanUp = async () => {
        // Whatever was done in the block, what the database counts by itself is what there is.
        expect(await findWrongCounts(db)).toEqual([]);
        await db.destroy();
        await rm(dataFolder, { recursive: true, force: true });
      };
    });
    afterAll(() => cleanUp());
    describeTests(() => ctx);
  });
}
