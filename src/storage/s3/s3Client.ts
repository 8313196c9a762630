import type { S3Client } from "@aws-sdk/client-s3";
import type { BucketAccess, Patience } from "./bucketAccess.ts";

/** The AWS SDK and a client of it, loaded when a bucket is first used: many commands use none. */
export interface LoadedClient {
  sdk: typeof import("@aws-sdk/client-s3");
  client: S3Client;
}

export const usualPatience: Patience = { connection: 5_000, silence: 20_000, attempts: 3 };

/** One client per access, which keeps its connections. */
const clients = new WeakMap<BucketAccess, Promise<LoadedClient>>();

export function loadClient(access: BucketAccess): Promise<LoadedClient> {
  const known = clients.get(access);
  if (known) return known;
  const made = makeClient(access);
  clients.set(access, made);
  return made;
}

async function makeClient(access: BucketAccess): Promise<LoadedClient> {
  const sdk = await import("@aws-sdk/client-s3");
  const { endpoint, keys, pathStyle = endpoint !== undefined, patience = usualPatience } = access;
  const client = new sdk.S3Client({
    region: access.region ?? process.env.AWS_REGION ?? "us-east-1",
    forcePathStyle: pathStyle,
    maxAttempts: patience.attempts,
    // Servers other than AWS only know the checksums that S3 always had.
    requestChecksumCalculation: "WHEN_REQUIRED",
    responseChecksumValidation: "WHEN_REQUIRED",
    requestHandler: { connectionTimeout: patience.connection, socketTimeout: patience.silence },
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(keys === undefined ? {} : { credentials: { accessKeyId: keys.id, secretAccessKey: keys.secret } }),
  });
  return { sdk, client };
}
