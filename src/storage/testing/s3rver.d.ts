/** The part that tests use: the package has no types. */
declare module "@20minutes/s3rver" {
  import type { Server } from "node:http";

  export default class S3rver {
    constructor(options: Record<string, unknown>);
    run(): Promise<unknown>;
    close(): Promise<void>;
    httpServer: Server;
  }
}

declare module "@20minutes/s3rver/lib/signature/v4.js" {
  const signature: { getStringToSign(request: { uri: string }, ...more: unknown[]): string };
  export default signature;
}
