import type { FastifyInstance } from "fastify";
import { getPace } from "../../actions/getPace.ts";
import * as contract from "../../contract/pace.ts";
import { registerEndpoint } from "../registerEndpoint.ts";
import type { Services } from "../services.ts";

export function paceRoutes(app: FastifyInstance, services: Services): void {
  registerEndpoint(app, services, contract.getPace, {
    access: ["lead"],
    handler: ({ params }) => getPace(services.ctx, params),
  });
}
