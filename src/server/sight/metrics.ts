import type { FastifyInstance } from "fastify";
import type { Histogram, Registry } from "prom-client";
import { programVersion } from "../../files/programVersion.ts";

/** Metrics of a running server, and their text for Prometheus. */
export interface Metrics {
  registry: Registry;
  requests: Histogram<"method" | "route" | "status">;
}

/** In seconds. A save takes a few milliseconds, a report of a large project seconds. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/**
 * The library is loaded only if metrics are wanted.
 *
 * @param isReady resolves where people can work
 */
export async function createMetrics(isReady: () => Promise<void>): Promise<Metrics> {
  const { collectDefaultMetrics, Gauge, Histogram, Registry } = await import("prom-client");
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: "multilabelfy_info",
    help: "The version that runs",
    labelNames: ["version"],
    registers,
  }).set({ version: programVersion }, 1);
  new Gauge({
    name: "multilabelfy_ready",
    help: "1 while the database and the storage answer",
    registers,
    async collect() {
      this.set(
        await isReady().then(
          () => 1,
          () => 0,
        ),
      );
    },
  });
  const requests = new Histogram({
    name: "multilabelfy_http_request_duration_seconds",
    help: "Time until a request was answered, by its route's pattern",
    labelNames: ["method", "route", "status"] as const,
    buckets,
    registers,
  });
  return { registry, requests };
}

/** Measures each request; those without a route count as one, whatever their address. */
export function measureRequests(app: FastifyInstance, { requests }: Metrics): void {
  app.addHook("onResponse", async (request, reply) => {
    const { method, routeOptions } = request;
    const labels = { method, route: routeOptions.url ?? "none", status: String(reply.statusCode) };
    requests.observe(labels, reply.elapsedTime / 1000);
  });
}
