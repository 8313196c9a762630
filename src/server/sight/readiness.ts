import type { Context } from "../../actions/context.ts";
import { Failure } from "../../contract/failure.ts";
import { findSecretMark, markOf } from "../../db/secretMark.ts";

/** Milliseconds for which a result is reused: anybody may ask, and a bucket charges for each look. */
const validFor = 2_000;

/**
 * Whether people can work: database and storage answer, and the database's servers sign with this one's
 * secret, which may have been renewed since it started.
 *
 * @throws Failure `unavailable`; those of the database
 */
export function keepReadiness(
  { db, storage }: Pick<Context, "db" | "storage">,
  secret: string,
): () => Promise<void> {
  const own = markOf(secret);
  let known: { at: number; result: Promise<void> } | undefined;

  async function look(): Promise<void> {
    const mark = await findSecretMark(db);
    if (mark !== undefined && mark !== own)
      throw new Failure("unavailable", "This server signs by another secret than the others.");
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
