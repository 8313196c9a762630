import { createHash, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, isIPv6 } from "node:net";
import { Failure } from "../../contract/failure.ts";
import type { Metrics } from "./metrics.ts";

/** Where metrics are read, and with which token, if any. */
export interface MetricsPlace {
  host: string;
  port: number;
  token?: string | undefined;
}

const hash = (text: string) => createHash("sha256").update(text).digest();

/**
 * Serves metrics at a separate address, so that no proxy in front of the pages exposes them.
 *
 * @throws Failure `in-use` if the address is not available
 */
export async function serveMetrics(
  { registry }: Metrics,
  { host, port, token }: MetricsPlace,
): Promise<{ url: string; close: () => Promise<void> }> {
  const wanted = token === undefined ? undefined : hash(`Bearer ${token}`);
  const server = createServer(async ({ url, method, headers }, response) => {
    const say = (status: number, text: string) =>
      response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
    if (wanted && !timingSafeEqual(hash(headers.authorization ?? ""), wanted))
      return void say(401, "The header Authorization must be: Bearer TOKEN");
    if (url !== "/metrics" || method !== "GET") return void say(404, "There is /metrics alone.");
    try {
      const text = await registry.metrics();
      response.writeHead(200, { "content-type": registry.contentType }).end(text);
    } catch {
      say(500, "The metrics could not be read.");
    }
  });
  server.listen(port, host);
  await once(server, "listening").catch((error: NodeJS.ErrnoException) => {
    throw new Failure(
      "in-use",
      `Metrics cannot be served at ${host}:${port} (${error.code}). Set MULTILABELFY_METRICS to another address.`,
    );
  });
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://${isIPv6(host) ? `[${host}]` : host}:${taken}/metrics`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
