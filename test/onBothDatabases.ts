import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject } from "vitest";
import type { Context } from "../src/actions/context.ts";
import { type DatabaseAddress, openDatabase } from "../src/db/sql/openDatabase.ts";
import { findWrongCounts } from "../src/db/tasks/assignmentCounts.ts";
import { makeContext } from "./openFolder.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

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

function describeOn(
  dialect: Context["dialect"],
  name: string,
  describeTests: (use: () => Context) => void,
): void {
  describe(`${name} on ${dialect === "sqlite" ? "SQLite" : "PostgreSQL"}`, () => {
    let ctx: Context;
    let cleanUp: () => Promise<void>;
    beforeAll(async () => {
      const dataFolder = await mkdtemp(join(tmpdir(), "multilabelfy-test-"));
      const address: DatabaseAddress =
        dialect === "sqlite"
          ? ({ kind: "sqlite", file: join(dataFolder, "multilabelfy.sqlite") } as const)
          : ({ kind: "postgres", url: await createPostgresDatabase() } as const);
      const db = await openDatabase(address);
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

/** An empty database of the run's PostgreSQL; @returns its address */
export async function createPostgresDatabase(): Promise<string> {
  const url = new URL(inject("postgresUrl"));
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await client.query(`CREATE DATABASE ${name}`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
