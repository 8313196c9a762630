import { sql } from "kysely";
import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";

/** Milliseconds for which what was found out holds: anybody may ask, and a bucket costs for each look. */
const validFor = 2_000;

/**
 * Whether people can work: the database and the storage answer.
 *
 * @throws Failure `unavailable`; those of the database
 */
export function keepReadiness({ db, storage }: Pick<Context, "db" | "storage">): () => Promise<void> {
  let known: { at: number; result: Promise<void> } | undefined;

  async function look(): Promise<void> {
    await sql`SELECT 1`.execute(db);
    if (storage.bucket && !(await storage.isThere().catch(() => false)))
      throw new Failure("unavailable", "The storage does not answer.");
  }

  return () => {
    const now = performance.now();
    if (!known || now - known.at > validFor) {
      known = { at: now, result: look() };
      known.result.catch(() => {});
    }
    return known.result;
  };
}
