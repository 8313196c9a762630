import { randomBytes, randomUUID } from "node:crypto";
import { copyFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import pg from "pg";
import { inject } from "vitest";
import type { Db } from "../../src/db/schema.ts";
import { type DatabaseAddress, openDatabase } from "../../src/db/sql/openDatabase.ts";

declare module "vitest" {
  export interface ProvidedContext {
    postgresUrl: string;
    /** A database without rows, which hundreds of tests begin with: to copy it takes a tenth of making it anew. */
    migrated: { sqliteFile: string; postgresName: string };
  }
}

/** Makes what the databases of tests are copied from. @returns also what removes it */
export async function makeMigrated(postgresUrl: string) {
  const folder = await mkdtemp(join(tmpdir(), "multilabelfy-migrated-"));
  const migrated = { sqliteFile: join(folder, "multilabelfy.sqlite"), postgresName: "migrated" };
  const url = new URL(postgresUrl);
  await runSql(url, `CREATE DATABASE ${migrated.postgresName}`);
  url.pathname = `/${migrated.postgresName}`;
  const addresses: DatabaseAddress[] = [
    { kind: "sqlite", file: migrated.sqliteFile },
    { kind: "postgres", url: url.href },
  ];
  for (const address of addresses) await (await openDatabase(address)).destroy();
  return { migrated, remove: () => rm(folder, { recursive: true }) };
}

/** Opens a database of its own, on SQLite in this file. */
export async function openMigrated(
  dialect: DatabaseAddress["kind"],
  file: string,
): Promise<{ address: DatabaseAddress; db: Db }> {
  const address = await copyMigrated(dialect, file);
  const db = await openDatabase(address);
  if (dialect === "sqlite") await passDiskBy(db);
  // Each installation draws by a key of its own.
  await db
    .updateTable("chance")
    .set({ key: randomBytes(32).toString("hex") })
    .execute();
  return { address, db };
}

/**
 * What is saved on SQLite need not outlive the machine, as PostgreSQL is told in `startPostgres`: to wait for the disk is
 * most of what a small save takes, and everybody else waits meanwhile. That the program waits is what
 * `openDatabase.test` and `durability.test` are about.
 */
export async function passDiskBy(db: Db): Promise<void> {
  await sql`pragma synchronous = off`.execute(db);
}

async function copyMigrated(dialect: DatabaseAddress["kind"], file: string): Promise<DatabaseAddress> {
  const { sqliteFile, postgresName } = inject("migrated");
  if (dialect === "postgres") return { kind: "postgres", url: await createPostgresDatabase(postgresName) };
  copyFileSync(sqliteFile, file);
  return { kind: "sqlite", file };
}

/**
 * A database of the run's PostgreSQL, empty unless it is a copy.
 *
 * @param template whose copy, as files: to write each page into the log, too, takes twice as long
 * @returns its address
 */
export async function createPostgresDatabase(template?: string): Promise<string> {
  const url = new URL(inject("postgresUrl"));
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  await runSql(url, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template} STRATEGY FILE_COPY` : ""}`);
  url.pathname = `/${name}`;
  return url.href;
}

async function runSql(url: URL, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  await client.query(statement);
  await client.end();
}
