import type { TestProject } from "vitest/node";
import { startPostgres } from "./startPostgres.ts";

/** One PostgreSQL for the whole run; every test block makes a database of its own in it. */
export default async function setUp(project: TestProject) {
  const postgres = await startPostgres();
  project.provide("postgresUrl", postgres.url);
  return () => postgres.stop();
}
