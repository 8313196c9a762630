import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { failureReply, id } from "../../contract/endpoint.ts";
import { livePath } from "../../contract/live.ts";
import { isStillLead, requireAccess } from "../requests/access.ts";
import type { Services } from "../services.ts";

const params = z.strictObject({ project: id });

export function liveRoutes(app: FastifyInstance, services: Services): void {
  app.get(
    livePath,
    {
      schema: {
        operationId: "followProject",
        summary: "Server-sent events: a message whenever something changed in a project",
        params,
        response: { default: failureReply },
      },
      onRequest: requireAccess(services, ["lead"], livePath),
    },
    async (request, reply) => {
      const { project } = request.params as z.output<typeof params>;
      const stream = await services.live.listen(project, () => isStillLead(services, request, project));
      reply.raw.once("close", () => stream.destroy());
      // A reverse proxy would buffer small messages, or compress them.
      return reply
        .headers({ "cache-control": "no-store, no-transform", "x-accel-buffering": "no" })
        .type("text/event-stream")
        .send(stream);
    },
  );
}
