import type { FastifyInstance } from "fastify";
import { getOverview } from "../../actions/getOverview.ts";
import * as contract from "../../contract/overview.ts";
import { registerEndpoint } from "../registerEndpoint.ts";
import type { Services } from "../services.ts";

export function overviewRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getOverview, {
    access: ["lead"],
    handler: ({ params }) => getOverview(services.ctx, params),
  });
}
