import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { z } from "zod";
import { failureReply } from "../../contract/endpoint.ts";
import { requireAccess } from "../requests/access.ts";
import type { Services } from "../services.ts";
import { keepReadiness } from "../sight/readiness.ts";

/** For monitoring: whether the server and what it depends on answer. It reveals nothing else. */
export function healthRoutes(app: FastifyInstance, services: Services): void {
  const ready = keepReadiness(services.ctx, services.secret);
  const routes: [path: string, name: string, summary: string, look: () => Promise<unknown>][] = [
    [
      "/health",
      "getHealth",
      "Whether the server and its database answer",
      () => sql`SELECT 1`.execute(services.ctx.db),
    ],
    ["/health/live", "getLiveness", "Whether the server answers: if not, start it anew", async () => {}],
    [
      "/health/ready",
      "getReadiness",
      "Whether the server, its database and its storage answer: if not, send nobody there",
      ready,
    ],
  ];
  for (const [path, operationId, summary, look] of routes) {
    app.get(
      path,
      {
        schema: {
          operationId,
          summary,
          response: { 200: z.strictObject({ status: z.literal("ok") }), default: failureReply },
        },
        onRequest: requireAccess(services, "anyone", path),
      },
      async () => {
        await look();
        return { status: "ok" as const };
      },
    );
  }
}
