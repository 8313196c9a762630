import type { Migration } from "kysely/migration";
import { tables } from "./migrations/0.1.0/tables.ts";
import { trialTimes } from "./migrations/0.1.0/trialTimes.ts";

type Dialect = "sqlite" | "postgres";

/**
 * Every change of the tables by name: a release's version, then what it adds. The changes of a release stand one by one
 * until it is out, and become one with it; those of earlier releases are never changed.
 */
export const tableChanges: Record<string, (dialect: Dialect) => Migration> = {
  "0.1.0": tables,
  "0.1.0-trial-times-beside-older": trialTimes,
};

/** They are made in the order of their names. */
export const listMigrations = (dialect: Dialect): Record<string, Migration> =>
  Object.fromEntries(Object.entries(tableChanges).map(([name, change]) => [name, change(dialect)]));
