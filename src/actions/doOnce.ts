import { createHash } from "node:crypto";
import { sql } from "kysely";
import { Failure } from "../contract/failure.ts";
import { findOperation } from "../db/event.ts";
import type { Db } from "../db/schema.ts";
import { commitTogether } from "../db/sql/commitTogether.ts";
import type { Context } from "./context.ts";

/** How the event identifies its request. */
export interface Operation {
  id: string;
  sha256: string;
}

interface Asked {
  person: string;
  /** Chosen by the page, unique per person. */
  operation: string;
  /** What is asked for, without what may differ when a page sends it again. */
  request: unknown;
}

/**
 * Does what a request asks for, once: the same request again changes nothing and gets the same answer. This is checked
 * before anything else, so that a person whose answer was lost learns that their work is stored, whatever became of
 * their rights since; and under a lock on the operation, so that the second of two simultaneous requests finds the
 * first.
 *
 * @param work stores its answer in the event that it writes for the operation, as `saved` in its `after`
 * @throws Failure `operation-reused` where the id was sent with another request; whatever `work` throws
 */
export function doOnce<Saved>(
  ctx: Pick<Context, "db" | "dialect">,
  { person, operation: id, request }: Asked,
  work: (db: Db, operation: Operation) => Promise<Saved>,
): Promise<Saved> {
  const sha256 = createHash("sha256").update(JSON.stringify(request)).digest("hex");
  return commitTogether(ctx, async (db) => {
    await lockOperation(db, ctx.dialect, `${person} ${id}`);
    const event = await findOperation(db, person, id);
    if (!event) return work(db, { id, sha256 });
    if (event.operationSha256 !== sha256) {
      throw new Failure("operation-reused", "This operation id was used before, for something else.");
    }
    return (JSON.parse(event.afterJson ?? "{}") as { saved: Saved }).saved;
  });
}

/** SQLite has only one writer anyway. */
async function lockOperation(db: Db, dialect: Context["dialect"], operation: string): Promise<void> {
  if (dialect === "postgres") {
    await sql`select pg_advisory_xact_lock(hashtextextended(${operation}, 1))`.execute(db);
  }
}
