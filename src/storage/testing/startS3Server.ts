import { afterAll } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import type { BucketAccess } from "../s3/bucketAccess.ts";
import { runS3Server } from "./runS3Server.ts";

/** A real local S3 server with some buckets, until the tests of the file or of the `describe` are over. */
export async function startS3Server(
  buckets: readonly string[],
): Promise<BucketAccess & { endpoint: string }> {
  const { close, ...access } = await runS3Server(await temporaryFolder(), buckets);
  afterAll(close);
  return access;
}
