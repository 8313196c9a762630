import type { AddressInfo } from "node:net";
import S3rver from "@20minutes/s3rver";
import signature from "@20minutes/s3rver/lib/signature/v4.js";
import { afterAll } from "vitest";
import { temporaryFolder } from "../../files/testing/temporaryFolder.ts";
import type { BucketAccess } from "../s3/bucketAccess.ts";

// It forgets the "/" behind a bucket's name, which clients sign.
const { getStringToSign } = signature;
signature.getStringToSign = (request, ...more) =>
  getStringToSign({ ...request, uri: request.uri.replace(/^\/[^/]+$/, "$&/") }, ...more);

/** A real S3 server on this machine with some buckets, until the tests of the file or of the `describe` are over. */
export async function startS3Server(
  buckets: readonly string[],
): Promise<BucketAccess & { endpoint: string }> {
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: await temporaryFolder(),
    configureBuckets: buckets.map((name) => ({ name })),
  });
  const { port } = (await server.run()) as AddressInfo;
  afterAll(() => {
    server.httpServer.closeAllConnections();
    return server.close();
  });
  return {
    endpoint: `http://127.0.0.1:${port}`,
    keys: { id: "S3RVER", secret: "S3RVER" },
    patience: { connection: 5_000, silence: 20_000, attempts: 2 },
  };
}
