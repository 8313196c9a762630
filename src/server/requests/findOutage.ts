import { APIError } from "better-auth/api";
import { sql } from "kysely";
import type { Context } from "../../actions/context.ts";
import { storageFailure } from "../../db/sql/storageFailure.ts";

/**
 * The accounts library only says that an unreachable database failed, so the database is asked.
 * @returns the database's error if that is the reason, otherwise the error itself
 */
export async function findOutage(
  { db, address }: Pick<Context, "db" | "address">,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof APIError) || error.statusCode < 500) return error;
  try {
    await sql`select 1`.execute(db);
    return error;
  } catch (reason) {
    return storageFailure(reason, address) ?? error;
  }
}
