import type { FastifyInstance } from "fastify";
import * as contract from "../../contract/pace.ts";
import { answerCounts } from "../countProject.ts";
import { registerEndpoint } from "../requests/registerEndpoint.ts";
import type { Services } from "../services.ts";

export function paceRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getPace, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "pace", params.project),
  });
}
