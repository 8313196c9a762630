import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { Failure } from "../../contract/failure.ts";
import type { Database, Tables } from "../schema.ts";
import { adoptEvents } from "./eventMoment.ts";
import { findTableVersion, migrate } from "./migrate.ts";

/** @throws Failure `not-ready` where it cannot be reached, or was written by a newer version of this program */
export async function openPostgres(url: string): Promise<Database> {
  const db = connectPostgres(url);
  try {
    const { pending } = await findTableVersion(db, "postgres");
    if (pending.length > 0) await migrate(db, "postgres");
    await adoptEvents(db);
    return db;
  } catch (error) {
    await db.destroy();
    throw describePostgresError(error);
  }
}

/** A database whose tables may be missing, or of any version. Nothing is asked of it yet. */
export const connectPostgres = (url: string): Database =>
  new Kysely<Tables>({ dialect: new PostgresDialect({ pool: createPool(url) }) });

/** What a person is told where a database cannot be used at all. */
export const describePostgresError = (error: unknown): Failure =>
  error instanceof Failure
    ? error
    : new Failure(
        "not-ready",
        `The PostgreSQL database cannot be used: ${describe(error)}. Check MULTILABELFY_DATABASE_URL and that the server runs.`,
      );

/** How long a request waits for a connection before it is told to come back. */
const connectionTimeoutMillis = 10_000;

/**
 * A connection that breaks is replaced at the next query. Its event must be heard wherever the connection is, idle or
 * in use, because Node ends the process for one that nobody hears; whoever uses it learns of it by the query's failure.
 */
function createPool(connectionString: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 10, connectionTimeoutMillis });
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return pool;
}

function describe(error: unknown): string {
  const { message, code, errors } = error as { message?: string; code?: string; errors?: Error[] };
  // Several addresses of one name were tried: the first one's reason is as good as any.
  return message || errors?.[0]?.message || code || String(error);
}
