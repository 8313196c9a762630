import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { makeMigrated } from "./databases/migratedDatabases.ts";
import { startPostgres } from "./databases/startPostgres.ts";
import { makeQuickFolder } from "./made/makeQuickFolder.ts";

/** One PostgreSQL for the whole run; every test block makes a database of its own in it. */
export default async function setUp(project: TestProject) {
  // Tests start hundreds of processes: what Node compiled once they find again.
  process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, "../node_modules/.cache/node");
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  const { migrated, remove } = await makeMigrated(postgres.url);
  project.provide("migrated", migrated);
  const shared = await makeQuickFolder("multilabelfy-shared-");
  project.provide("sharedFolder", shared);
  return async () => {
    await rm(shared, { recursive: true, force: true });
    await remove();
    await postgres.stop();
  };
}
