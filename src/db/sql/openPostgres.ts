import {
  HandleEmptyInListsPlugin,
  Kysely,
  PostgresDialect,
  replaceWithNoncontingentExpression,
} from "kysely";
import pg from "pg";
import { Failure } from "../../contract/failure.ts";
import type { Database, Tables } from "../schema.ts";
import { adoptEvents } from "./eventMoment.ts";
import { findTableVersion, migrate } from "./migrate.ts";
import { isFull, storageFailure } from "./storageFailure.ts";
import { beginConnection, type PostgresLimits, usualLimits, watchedClient } from "./watchedClient.ts";

/** @throws Failure `not-ready` where it cannot be reached, or was written by a newer version of this program */
export async function openPostgres(url: string, limits?: PostgresLimits): Promise<Database> {
  const db = connectPostgres(url, limits);
  try {
    const { pending } = await findTableVersion(db, "postgres");
    if (pending.length > 0) await bringUpToDate(url);
    await adoptEvents(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw describePostgresError(error);
  }
}

/** However long a change of the tables takes. */
async function bringUpToDate(url: string): Promise<void> {
  const db = connectPostgres(url);
  try {
    await migrate(db, "postgres");
  } finally {
    await db.destroy();
  }
}

/** A database whose tables may be missing, or of any version. Nothing is asked of it yet. */
export const connectPostgres = (url: string, limits = usualLimits): Database =>
  new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: createPool(url, limits) }),
    // SQLite knows that nothing is in an empty list; PostgreSQL takes it for a mistake.
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  });

/** What a person is told where a database cannot be used at all. */
export function describePostgresError(error: unknown): Failure {
  if (error instanceof Failure) return error;
  const full = isFull((error as { code?: unknown }).code) && storageFailure(error, { kind: "postgres" });
  if (full) return full;
  return new Failure(
    "not-ready",
    `The PostgreSQL database cannot be used: ${describe(error)}. Check MULTILABELFY_DATABASE_URL and that the server runs.`,
  );
}

/**
 * A connection that breaks is replaced at the next query. Its event must be heard wherever the connection is, idle or
 * in use, because Node ends the process for one that nobody hears; whoever uses it learns of it by the query's failure.
 */
function createPool(connectionString: string, limits: PostgresLimits): pg.Pool {
  const pool = new pg.Pool({
    connectionString,
    max: 10,
    connectionTimeoutMillis: limits.connect,
    keepAlive: true,
    Client: watchedClient(connectionString, limits),
    onConnect: (client) => beginConnection(client, limits),
  });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

function describe(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: Error[] };
  // Several addresses of one name were tried: the first one's reason is as good as any.
  return message || errors?.[0]?.message || code || String(error);
}
