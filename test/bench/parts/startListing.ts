import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const keysPerPage = 1000;

/**
 * An S3 server that knows one thing: the pages of a listing (ListObjectsV2).
 *
 * @param keyAt the keys, in the order of their bytes
 */
export async function startListing(
  keys: number,
  keyAt: (at: number) => string,
): Promise<{ endpoint: string; close(): void }> {
  const server = createServer(({ url = "/" }, reply) => {
    const token = new URL(url, "http://listing").searchParams.get("continuation-token");
    const from = Number(token ?? 0);
    const to = Math.min(keys, from + keysPerPage);
    const contents = Array.from({ length: to - from }, (_, at) => {
      const facts = `<LastModified>2026-11-01T00:00:00.000Z</LastModified><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>110000</Size><StorageClass>STANDARD</StorageClass>`;
      return `<Contents><Key>${keyAt(from + at)}</Key>${facts}</Contents>`;
    });
    const more =
      to < keys
        ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${to}</NextContinuationToken>`
        : "<IsTruncated>false</IsTruncated>";
    reply.setHeader("content-type", "application/xml");
    reply.end(
      `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bench</Name><Prefix/><KeyCount>${to - from}</KeyCount><MaxKeys>${keysPerPage}</MaxKeys>${more}${contents.join("")}</ListBucketResult>`,
    );
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
