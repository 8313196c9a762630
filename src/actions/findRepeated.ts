import type { Saved } from "../contract/annotation.ts";
import { Failure } from "../contract/failure.ts";
import { findOperation } from "../db/event.ts";
import type { Db } from "../db/schema.ts";

/**
 * What an operation answered when it was first sent; undefined if it is new.
 * @throws Failure `operation-reused` where the same id was sent with something else
 */
export async function findRepeated<Reply = Saved>(
  db: Db,
  person: string,
  operation: { id: string; sha256: string },
): Promise<Reply | undefined> {
  const event = await findOperation(db, person, operation.id);
  if (!event) return undefined;
  if (event.operationSha256 !== operation.sha256) {
    throw new Failure("operation-reused", "This operation id was used before, for something else.");
  }
  return (JSON.parse(event.afterJson ?? "{}") as { saved: Reply }).saved;
}
