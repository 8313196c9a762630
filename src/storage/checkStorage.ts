import { Failure } from "../contract/failure.ts";
import type { Storage } from "./storage.ts";

/**
 * Checks that a bucket can be used before anybody needs it; a missing folder is created.
 *
 * @throws Failure `not-found` if there is no such bucket; `unavailable` if it cannot be reached
 */
export async function checkStorage(storage: Storage): Promise<void> {
  if (!storage.bucket || (await storage.isThere())) return;
  throw new Failure(
    "not-found",
    `There is no bucket ${storage.bucket.bucket}. Make it, or set MULTILABELFY_S3_BUCKET and MULTILABELFY_S3_ENDPOINT right.`,
  );
}
