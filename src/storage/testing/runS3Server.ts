import type { AddressInfo } from "node:net";
import S3rver from "@20minutes/s3rver";
import signature from "@20minutes/s3rver/lib/signature/v4.js";
import type { BucketAccess } from "../s3/bucketAccess.ts";

// It drops the "/" after a bucket's name, which clients sign.
const { getStringToSign } = signature;
signature.getStringToSign = (request, ...more) =>
  getStringToSign({ ...request, uri: request.uri.replace(/^\/[^/]+$/, "$&/") }, ...more);

/** A real local S3 server with some buckets in a folder, until closed. */
export async function runS3Server(
  directory: string,
  buckets: readonly string[],
): Promise<BucketAccess & { endpoint: string; close(): Promise<void> }> {
  const server = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory,
    configureBuckets: buckets.map((name) => ({ name })),
  });
  const { port } = (await server.run()) as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    keys: { id: "S3RVER", secret: "S3RVER" },
    patience: { connection: 5_000, silence: 20_000, attempts: 2 },
    close() {
      server.httpServer.closeAllConnections();
      return server.close();
    },
  };
}
