import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/classify.ts";
import { answerCounts } from "../countProject.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function classifyRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getObjects, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "objects", params.project),
  });
}
