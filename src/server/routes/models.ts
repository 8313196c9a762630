import type { FastifyInstance } from "fastify";
import { compareModels } from "../../actions/compareModels.ts";
import * as contract from "../../contract/models.ts";
import { registerEndpoint } from "../registerEndpoint.ts";
import type { Services } from "../services.ts";

export function modelsRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getModels, {
    access: ["lead"],
    handler: ({ params }) => compareModels(services.ctx, params),
  });
}
