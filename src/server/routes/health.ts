import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { z } from "zod";
import { failureReply } from "../../contract/endpoint.ts";
import { requireAccess } from "../requests/access.ts";
import type { Services } from "../services.ts";

/** For what watches over the server: whether it answers, and its database with it. */
export function healthRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    "/health",
    {
      schema: {
        operationId: "getHealth",
        summary: "Whether the server and its database answer",
        response: { 200: z.strictObject({ status: z.literal("ok") }), default: failureReply },
      },
      onRequest: requireAccess(services, "anyone", "/health"),
    },
    async () => {
      await sql`SELECT 1`.execute(services.ctx.db);
      return { status: "ok" as const };
    },
  );
}
