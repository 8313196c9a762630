import type { FastifyInstance } from "fastify";
import * as contract from "../../../contract/project/overview.ts";
import { answerCounts } from "../../countProject.ts";
import { registerEndpoint } from "../../requests/registerEndpoint.ts";
import type { Services } from "../../services.ts";

export function overviewRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getOverview, {
    access: ["lead"],
    handler: ({ params }) => answerCounts(services, "overview", params.project),
  });
}
